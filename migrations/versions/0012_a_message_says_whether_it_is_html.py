"""A message says whether it is HTML."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("message", sa.Column("html", sa.Boolean(), server_default=sa.false(), nullable=False))

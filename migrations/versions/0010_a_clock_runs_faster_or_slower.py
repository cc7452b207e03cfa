"""A clock runs faster or slower."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sandbox_state", sa.Column("clock_scale", sa.Double(), server_default=sa.text("1"), nullable=False))
    op.add_column("sandbox_state", sa.Column("clock_since", sa.BigInteger(), nullable=True))

"""A sandbox has a seed of its ids and says when it was made."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("sandbox_state", sa.Column("ids_seed", sa.BigInteger(), server_default="0", nullable=False))
    op.add_column("sandbox_state", sa.Column("created", sa.BigInteger(), nullable=True))

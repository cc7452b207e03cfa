"""SCOs that were played without a browser are noted for the sequencing."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("attempt", sa.Column("played_apart", sa.Text(), server_default="[]", nullable=False))

"""Snapshots."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "kept_world",
        sa.Column("sandbox", sa.String(length=64), nullable=False),
        sa.Column("of", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("made", sa.BigInteger(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("journal", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("sandbox", name=op.f("pk_kept_world")),
    )
    op.create_index(op.f("ix_kept_world_of"), "kept_world", ["of"], unique=False)

"""Nonces of requests that are signed with xAPI credentials."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "scormcloud_xapi_nonce",
        sa.Column("sandbox", sa.String(length=64), nullable=False),
        sa.Column("app_id", sa.String(length=64), nullable=False),
        sa.Column("credential_id", sa.String(length=255), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("used", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("sandbox", "app_id", "credential_id", "digest", name=op.f("pk_scormcloud_xapi_nonce")),
    )
    op.create_index(op.f("ix_scormcloud_xapi_nonce_used"), "scormcloud_xapi_nonce", ["used"], unique=False)

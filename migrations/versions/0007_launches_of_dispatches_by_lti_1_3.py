"""Launches of dispatches by LTI 1.3."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "scormcloud_lti_login",
        sa.Column("sandbox", sa.String(length=64), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("nonce", sa.String(length=64), nullable=False),
        sa.Column("app_id", sa.String(length=64), nullable=False),
        sa.Column("destination_id", sa.String(length=255), nullable=False),
        sa.Column("phase", sa.String(length=16), nullable=False),
        sa.Column("expires", sa.BigInteger(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=True),
        sa.Column("message", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("sandbox", "state", name=op.f("pk_scormcloud_lti_login")),
    )
    op.create_index(op.f("ix_scormcloud_lti_login_expires"), "scormcloud_lti_login", ["expires"], unique=False)
    op.create_index(
        op.f("ix_scormcloud_lti_login_sandbox_digest"), "scormcloud_lti_login", ["sandbox", "digest"], unique=False
    )
    op.create_table(
        "scormcloud_tool_key",
        sa.Column("sandbox", sa.String(length=64), nullable=False),
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("pem", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("sandbox", "id", name=op.f("pk_scormcloud_tool_key")),
    )
    op.add_column("scormcloud_dispatch_registration", sa.Column("platform_user", sa.Text(), nullable=True))
    op.add_column("scormcloud_dispatch_registration", sa.Column("line_item", sa.Text(), nullable=True))

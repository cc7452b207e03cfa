"""Indexes of sessions by their changes and of users by their logins."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index(op.f("ix_litmos_session_sandbox_module_id_number"), table_name="litmos_session")
    op.create_index(
        op.f("ix_litmos_session_sandbox_module_id_number_id"),
        "litmos_session",
        ["sandbox", "module_id", "number", "id"],
        unique=True,
    )
    op.create_index(
        op.f("ix_litmos_session_sandbox_updated_date"), "litmos_session", ["sandbox", "updated_date"], unique=False
    )
    op.create_index(
        op.f("ix_litmos_user_sandbox_last_login"),
        "litmos_user",
        ["sandbox", "last_login"],
        unique=False,
        sqlite_where=sa.text("last_login IS NOT NULL"),
        postgresql_where=sa.text("last_login IS NOT NULL"),
    )

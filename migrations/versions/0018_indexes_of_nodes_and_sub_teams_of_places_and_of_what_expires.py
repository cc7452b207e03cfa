"""Indexes of nodes and sub-teams, of places in sessions and of what expires."""

from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index(op.f("ix_litmos_session_user_sandbox_session_id_number"), table_name="litmos_session_user")
    op.create_index(
        op.f("ix_litmos_session_user_sandbox_session_id_number_event_status"),
        "litmos_session_user",
        ["sandbox", "session_id", "number", "event_status"],
        unique=False,
    )
    op.drop_index(op.f("ix_litmos_team_sandbox_parent_id"), table_name="litmos_team")
    op.create_index(
        op.f("ix_litmos_team_sandbox_parent_id_number"), "litmos_team", ["sandbox", "parent_id", "number"], unique=False
    )
    op.create_index(
        op.f("ix_nexport_enrollment_sandbox_expires"), "nexport_enrollment", ["sandbox", "expires"], unique=False
    )
    op.drop_index(op.f("ix_nexport_organization_sandbox_parent_id"), table_name="nexport_organization")
    op.create_index(
        op.f("ix_nexport_organization_sandbox_parent_id_name_id_kind"),
        "nexport_organization",
        ["sandbox", "parent_id", "name", "id", "kind"],
        unique=False,
    )
    op.create_index(
        op.f("ix_nexport_training_plan_enrollment_sandbox_expires"),
        "nexport_training_plan_enrollment",
        ["sandbox", "expires"],
        unique=False,
    )

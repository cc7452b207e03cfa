"""Indexes with the order of a list in them."""

from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index(op.f("ix_litmos_achievement_sandbox_achievement_date"), table_name="litmos_achievement")
    op.drop_index(op.f("ix_litmos_achievement_sandbox_updated_date"), table_name="litmos_achievement")
    op.create_index(
        op.f("ix_litmos_achievement_sandbox_achievement_date_number"),
        "litmos_achievement",
        ["sandbox", "achievement_date", "number"],
        unique=False,
    )
    op.create_index(
        op.f("ix_litmos_achievement_sandbox_updated_date_number"),
        "litmos_achievement",
        ["sandbox", "updated_date", "number"],
        unique=False,
    )
    op.drop_index(op.f("ix_litmos_activity_sandbox_log_activity_date"), table_name="litmos_activity")
    op.create_index(
        op.f("ix_litmos_activity_sandbox_log_activity_date_number"),
        "litmos_activity",
        ["sandbox", "log", "activity_date", "number"],
        unique=False,
    )
    op.drop_index(op.f("ix_litmos_course_sandbox_updated_date"), table_name="litmos_course")
    op.create_index(
        op.f("ix_litmos_course_sandbox_updated_date_id"),
        "litmos_course",
        ["sandbox", "updated_date", "id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_litmos_course_module_sandbox_updated_date_course_id_module_id"),
        "litmos_course_module",
        ["sandbox", "updated_date", "course_id", "module_id"],
        unique=False,
    )
    op.drop_index(op.f("ix_litmos_learning_path_sandbox_updated_date"), table_name="litmos_learning_path")
    op.create_index(
        op.f("ix_litmos_learning_path_sandbox_updated_date_id"),
        "litmos_learning_path",
        ["sandbox", "updated_date", "id"],
        unique=False,
    )
    op.drop_index(op.f("ix_litmos_module_sandbox_updated_date"), table_name="litmos_module")
    op.create_index(
        op.f("ix_litmos_module_sandbox_updated_date_id"),
        "litmos_module",
        ["sandbox", "updated_date", "id"],
        unique=False,
    )
    op.drop_index(op.f("ix_litmos_module_result_sandbox_updated_date"), table_name="litmos_module_result")
    op.create_index(
        op.f("ix_litmos_module_result_sandbox_updated_date_user_id_module_id"),
        "litmos_module_result",
        ["sandbox", "updated_date", "user_id", "module_id"],
        unique=False,
    )
    op.drop_index(op.f("ix_litmos_path_course_sandbox_updated_date"), table_name="litmos_path_course")
    op.create_index(
        op.f("ix_litmos_path_course_sandbox_updated_date_path_id_course_id"),
        "litmos_path_course",
        ["sandbox", "updated_date", "path_id", "course_id"],
        unique=False,
    )
    op.drop_index(op.f("ix_litmos_session_sandbox_start_date"), table_name="litmos_session")
    op.create_index(
        op.f("ix_litmos_session_sandbox_start_date_number"),
        "litmos_session",
        ["sandbox", "start_date", "number"],
        unique=False,
    )
    op.drop_index(op.f("ix_litmos_team_sandbox_updated_date"), table_name="litmos_team")
    op.create_index(
        op.f("ix_litmos_team_sandbox_updated_date_id"), "litmos_team", ["sandbox", "updated_date", "id"], unique=False
    )
    op.drop_index(op.f("ix_litmos_team_course_sandbox_updated_date"), table_name="litmos_team_course")
    op.create_index(
        op.f("ix_litmos_team_course_sandbox_updated_date_team_id_course_id_path_id"),
        "litmos_team_course",
        ["sandbox", "updated_date", "team_id", "course_id", "path_id"],
        unique=False,
    )
    op.drop_index(op.f("ix_litmos_team_path_sandbox_updated_date"), table_name="litmos_team_path")
    op.create_index(
        op.f("ix_litmos_team_path_sandbox_updated_date_team_id_path_id"),
        "litmos_team_path",
        ["sandbox", "updated_date", "team_id", "path_id"],
        unique=False,
    )
    op.drop_index(op.f("ix_litmos_team_user_sandbox_updated_date"), table_name="litmos_team_user")
    op.create_index(
        op.f("ix_litmos_team_user_sandbox_updated_date_team_id_user_id"),
        "litmos_team_user",
        ["sandbox", "updated_date", "team_id", "user_id"],
        unique=False,
    )
    op.drop_index(op.f("ix_litmos_user_sandbox_updated_date"), table_name="litmos_user")
    op.create_index(
        op.f("ix_litmos_user_sandbox_updated_date_id"), "litmos_user", ["sandbox", "updated_date", "id"], unique=False
    )
    op.drop_index(op.f("ix_litmos_user_course_sandbox_updated_date"), table_name="litmos_user_course")
    op.create_index(
        op.f("ix_litmos_user_course_sandbox_updated_date_user_id_course_id"),
        "litmos_user_course",
        ["sandbox", "updated_date", "user_id", "course_id"],
        unique=False,
    )
    op.drop_index(op.f("ix_litmos_user_path_sandbox_updated_date"), table_name="litmos_user_path")
    op.create_index(
        op.f("ix_litmos_user_path_sandbox_updated_date_user_id_path_id"),
        "litmos_user_path",
        ["sandbox", "updated_date", "user_id", "path_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_nexport_catalog_sandbox_organization_id_name_id"),
        "nexport_catalog",
        ["sandbox", "organization_id", "name", "id"],
        unique=False,
    )
    op.drop_index(op.f("ix_nexport_organization_sandbox_name"), table_name="nexport_organization")
    op.create_index(
        op.f("ix_nexport_organization_sandbox_name_id"), "nexport_organization", ["sandbox", "name", "id"], unique=False
    )
    op.create_index(
        op.f("ix_nexport_organization_sandbox_parent_id"),
        "nexport_organization",
        ["sandbox", "parent_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_scormcloud_invitation_sandbox_app_id_kind_updated_number"),
        "scormcloud_invitation",
        ["sandbox", "app_id", "kind", "updated", "number"],
        unique=False,
    )

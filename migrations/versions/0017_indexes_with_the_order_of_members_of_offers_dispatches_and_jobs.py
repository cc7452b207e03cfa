"""Indexes with the order of members, of offers, dispatches and jobs."""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_job_sandbox_due_number"), "job", ["sandbox", "due", "number"], unique=False)
    op.create_index(
        op.f("ix_litmos_team_user_sandbox_team_id_created_date_user_id"),
        "litmos_team_user",
        ["sandbox", "team_id", "created_date", "user_id"],
        unique=False,
    )
    op.drop_index(op.f("ix_litmos_user_course_sandbox_course_id"), table_name="litmos_user_course")
    op.create_index(
        op.f("ix_litmos_user_course_sandbox_course_id_number"),
        "litmos_user_course",
        ["sandbox", "course_id", "number"],
        unique=False,
    )
    op.drop_index(op.f("ix_litmos_user_path_sandbox_path_id"), table_name="litmos_user_path")
    op.create_index(
        op.f("ix_litmos_user_path_sandbox_path_id_number"),
        "litmos_user_path",
        ["sandbox", "path_id", "number"],
        unique=False,
    )
    op.drop_index(op.f("ix_nexport_product_sandbox_catalog_id"), table_name="nexport_product")
    op.create_index(
        op.f("ix_nexport_product_sandbox_catalog_id_position"),
        "nexport_product",
        ["sandbox", "catalog_id", "position"],
        unique=False,
    )
    op.create_index(
        op.f("ix_scormcloud_dispatch_sandbox_app_id_destination_id_updated_number"),
        "scormcloud_dispatch",
        ["sandbox", "app_id", "destination_id", "updated", "number"],
        unique=False,
    )

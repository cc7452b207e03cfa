"""A postBack is settings."""

from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MEMBERS = {
    "url": "ApiRollupRegistrationPostBackUrl",
    "auth_type": "ApiRollupRegistrationAuthType",
    "user_name": "ApiRollupRegistrationAuthUser",
    "password": "ApiRollupRegistrationAuthPassword",
    "results_format": "ApiRollupRegistrationFormat",
}
CHOICES = ("auth_type", "results_format")


def upgrade() -> None:
    # Other databases have no rows of a version before this one.
    for level in ("dispatch", "registration") if op.get_bind().dialect.name == "sqlite" else ():
        for member, setting_id in MEMBERS.items():
            _move(level, member, setting_id)
    op.drop_column("scormcloud_dispatch", "post_back")
    op.drop_column("scormcloud_registration", "post_back")


def _move(level: str, member: str, setting_id: str) -> None:
    """A postBack with a URL counted before the settings at its place, so its members take their place."""
    value = f"json_extract(post_back, '$.{member}')"
    shown = f"lower({value})" if member in CHOICES else value
    op.execute(
        f"""
        INSERT OR REPLACE INTO scormcloud_setting (sandbox, app_id, level, subject_id, number, setting_id, value)
        SELECT sandbox, app_id, '{level}', id, -1, '{setting_id}', {shown} FROM scormcloud_{level}
        WHERE json_valid(post_back) AND coalesce(json_extract(post_back, '$.url'), '') <> ''
        AND {value} IS NOT NULL AND {value} <> 'UNDEFINED'
        """  # noqa: S608 - all of it is from above
    )

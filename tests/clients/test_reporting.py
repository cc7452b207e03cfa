"""The official client's ReportingApi."""

from datetime import datetime

import pytest
import rustici_software_cloud_v2 as sc

from tests.clients.test_scormcloud_client import Api, client_of, refused
from tests.world import World


@pytest.fixture
def api(world: World) -> Api:
    return sc.ReportingApi(client_of(world))


def test_the_account_shows_its_usage(api: Api, world: World) -> None:
    world.seed({"scormcloud": {"courses": [{"id": "C1"}]}})
    account = api.get_account_info()
    assert (account.reg_limit, account.strict_limit, type(account.create_date)) == (50, False, datetime)
    assert (account.usage.total_courses, account.usage.reg_count, account.usage.total_registrations) == (1, 0, 0)
    assert account.usage.month_start.day == 1


def test_a_link_is_made_with_a_token(api: Api) -> None:
    token = api.get_reportage_auth_token("FREENAV", admin=True)
    assert token.auth_enabled is True
    link = api.get_reportage_link(token.query_string, "https://cloud.scorm.com/Reportage/reportage.php?appId=A")
    assert link.reportage_link.endswith(f"/Reportage/reportage.php?appId=A&{token.query_string}")
    with refused(400):
        api.get_reportage_auth_token("ANYWHERE")
    with refused(400):
        api.get_reportage_link("nonsense", "https://cloud.scorm.com/Reportage/reportage.php")

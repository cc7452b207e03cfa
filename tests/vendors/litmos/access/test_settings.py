"""The settings of a sandbox that choose where two documents disagree."""

import httpx
import pytest

from tests.refusals import control_refusal
from tests.vendors.litmos.calling import FORBIDDEN, OWNER, LitmosClient, refusal

NO_KEY = (
    "The API key that you have used for this request is either not valid or your account is not enabled for API access."
)


@pytest.mark.parametrize("key", ["", "wrong"])
def test_a_bad_key_answers_401_where_the_sandbox_follows_the_api_description(litmos: LitmosClient, key: str) -> None:
    assert refusal(LitmosClient(litmos.world, key).call("GET", "/users"), 403) == FORBIDDEN
    litmos.world.settings(litmos_bad_key_status=401)
    response = LitmosClient(litmos.world, key).call("GET", "/users")
    assert (response.status_code, response.reason_phrase, response.json()) == (401, NO_KEY, {"Detail": NO_KEY})
    for source in ("", "&source=", "&source=%20", f"&source={'x' * 51}"):
        missing = litmos.world.client.get(f"{litmos.world.litmos}/users?format=json{source}", headers={"apikey": OWNER})
        assert refusal(missing, 401) == NO_KEY, source
        assert "source" in missing.headers["x-emulator-hint"]


def test_a_new_module_answers_200_where_the_sandbox_follows_the_api_description(litmos: LitmosClient) -> None:
    body = {"Name": "M", "ModuleType": 9}
    assert litmos.call("POST", "/modules", json=body).status_code == 201
    litmos.world.settings(litmos_new_module_status=200)
    response = litmos.call("POST", "/modules", json=body)
    assert (response.status_code, response.reason_phrase, response.json()["Name"]) == (200, "OK", "M")


def test_dates_in_json_are_milliseconds_where_the_sandbox_follows_the_clients(litmos: LitmosClient) -> None:
    course = litmos.new_course(AccessTillDate="2015-04-30T15:36:30.250Z")
    path = f"/courses/{course['Id']}"
    assert b'"AccessTillDate":"2015-04-30T15:36:30"' in litmos.call("GET", path).content
    litmos.world.settings(litmos_json_dates="wcf")
    assert b'"AccessTillDate":"\\/Date(1430408190250+0000)\\/"' in litmos.call("GET", path).content
    for offset in ("-0800", "+0530", ""):
        litmos.world.settings(litmos_json_date_offset=offset)
        written = f'"AccessTillDate":"\\/Date(1430408190250{offset})\\/"'
        assert written.encode() in litmos.call("GET", path).content, "the milliseconds are UTC whatever the offset says"
    assert "<AccessTillDate>2015-04-30T15:36:30.25</AccessTillDate>" in litmos.xml("GET", path).text
    user = litmos.new_user()
    assert user["CreatedDate"].endswith("Z"), "dates that are text stay as they were recorded"


def test_https_is_demanded_where_the_sandbox_says_so(litmos: LitmosClient) -> None:
    litmos.world.settings(litmos_require_https=True)
    response = litmos.call("GET", "/users")
    assert response.status_code == 403
    assert response.json() == {"Detail": "Forbidden. Please check your API key, content-type, parameters, etc."}
    assert "https" in response.headers["x-emulator-hint"]
    for scheme, status in (("https", 200), ("HTTPS, http", 200), ("http", 403)):
        assert litmos.call("GET", "/users", headers={"X-Forwarded-Proto": scheme}).status_code == status, scheme


def test_members_are_those_of_the_year(litmos: LitmosClient) -> None:
    user, course = litmos.new_user(), litmos.new_course()
    for year, last, one, slashes in (
        ("2016", "AccessLevel", "Points", "//login"),
        ("2017", "Brand", "Brand", "/login"),
    ):
        litmos.world.settings(litmos_members=year)
        assert list(litmos.call("GET", "/users").json()[0])[-1] == last
        single = litmos.call("GET", f"/users/{user['Id']}").json()
        assert list(single)[-1] == one
        assert httpx.URL(single["LoginKey"]).path.removeprefix(f"/~{litmos.world.name}") == f"{slashes}.aspx"
        assert list(litmos.call("GET", f"/courses/{course['Id']}").json())[-1] == "AccessTillDays"
        assert litmos.xml("GET", f"/courses/{course['Id']}").text.endswith('<AccessTillDays i:nil="true"/></Course>')
    litmos.world.settings(litmos_members="today")
    assert litmos.call("GET", f"/users/{user['Id']}").json() == user


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"litmos_bad_key_status": 404}, "litmos_bad_key_status: Input should be 401 or 403"),
        ({"litmos_json_dates": "unix"}, "litmos_json_dates: Input should be 'iso' or 'wcf'"),
        ({"litmos_json_date_offset": "0800"}, "litmos_json_date_offset: "),
        ({"litmos_json_date_offset": "+9900"}, "litmos_json_date_offset: "),
        ({"litmos_members": "2018"}, "litmos_members: Input should be '2016', '2017' or 'today'"),
        ({"litmos_course_import_rows": -1}, "litmos_course_import_rows: Input should be greater than or equal to 1"),
    ],
)
def test_a_value_that_no_document_has_is_refused(litmos: LitmosClient, changes: dict[str, object], words: str) -> None:
    response = litmos.world.client.patch(f"{litmos.world.root}/_emulator/settings", json=changes)
    assert control_refusal(response, 400).startswith(words)

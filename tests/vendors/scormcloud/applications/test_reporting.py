"""Reporting: the account's usage and links into Reportage."""

import re

import pytest

from tests.vendors.scormcloud.calling import ScormCloudClient, refusal

HOME = "https://cloud.scorm.com/Reportage/reportage.php?appId=EMULATOR01"


def test_the_account_counts_what_is_there_in_the_month_of_the_clock(cloud: ScormCloudClient) -> None:
    cloud.world.control("PUT", "clock", json={"held": True, "now": "2030-01-31T12:00:00Z"})
    rows = [{"registrationId": f"R{number}", "courseId": "C1", "learner": {"id": "L"}} for number in range(2)]
    cloud.world.seed({"scormcloud": {"courses": [{"id": "C1"}, {"id": "C2"}], "registrations": rows}})
    account = cloud.get("/reporting/accountInfo")
    usage = {"monthStart": "2030-01-01T00:00:00.000Z", "regCount": 2, "totalRegistrations": 2, "totalCourses": 2}
    assert account.pop("usage") == usage
    assert account == {
        "email": "owner@lms-emulator.example",
        "firstName": "Emulated",
        "lastName": "Owner",
        "company": "lms-emulator",
        "accountType": "little",
        "regLimit": 50,
        "strictLimit": False,
        "createDate": "2030-01-31T12:00:00.000Z",
    }
    cloud.world.advance(86_400)
    cloud.register("R2")
    later = cloud.get("/reporting/accountInfo")["usage"]
    assert (later["monthStart"], later["regCount"]) == ("2030-02-01T00:00:00.000Z", 1)
    assert later["totalRegistrations"] == 3


def test_a_link_into_reportage_carries_the_permissions_that_were_asked_for(cloud: ScormCloudClient) -> None:
    token = cloud.get("/reporting/reportageAuth", navPermission="DOWNONLY", admin="True")
    assert token["authEnabled"] is True
    assert "navPermission=DOWNONLY&admin=true&sig=" in token["queryString"]
    params = {"auth": token["queryString"], "reportUrl": HOME}
    response = cloud.call("GET", "/reporting/reportageLink", params=params)
    assert response.status_code == 200
    path = f"/~{cloud.world.name}/Reportage/reportage.php?appId=EMULATOR01"
    assert response.json() == {"reportageLink": f"{path}&{token['queryString']}"}
    assert "x-emulator-hint" not in response.headers
    elsewhere = cloud.call("GET", "/reporting/reportageLink", params={**params, "reportUrl": "http://a/other"})
    assert "nothing answers" in elsewhere.headers["x-emulator-hint"]


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({}, "navPermission: is required"),
        ({"navPermission": "ANYWHERE"}, "navPermission: must be one of NONAV, DOWNONLY, FREENAV"),
        ({"navPermission": "NONAV", "admin": "perhaps"}, "admin: must be true or false"),
    ],
)
def test_a_permission_that_does_not_exist_answers_400(
    cloud: ScormCloudClient, params: dict[str, str], words: str
) -> None:
    assert refusal(cloud.call("GET", "/reporting/reportageAuth", params=params), 400) == words


def test_a_link_wants_a_token_of_this_sandbox_and_a_url(cloud: ScormCloudClient) -> None:
    auth = cloud.get("/reporting/reportageAuth", navPermission="NONAV")["queryString"]
    forged = auth.replace("NONAV", "FREENAV")
    none = "auth: is no queryString of reportageAuth for this application"
    for params, words in (
        ({"auth": forged, "reportUrl": HOME}, none),
        ({"auth": "é", "reportUrl": HOME}, none),
        ({"auth": "", "reportUrl": HOME}, none),
        ({"auth": auth, "reportUrl": ""}, "reportUrl: must be a URL"),
        ({"auth": auth, "reportUrl": "http://["}, "reportUrl: must be a URL"),
        ({"auth": auth}, "reportUrl: is required"),
        ({"reportUrl": HOME}, "auth: is required"),
    ):
        assert refusal(cloud.call("GET", "/reporting/reportageLink", params=params), 400) == words
    cloud.world.control("POST", "reset")
    response = cloud.call("GET", "/reporting/reportageLink", params={"auth": auth, "reportUrl": HOME})
    assert refusal(response, 400) == none


def test_an_account_without_content_has_used_nothing(cloud: ScormCloudClient) -> None:
    usage = cloud.get("/reporting/accountInfo")["usage"]
    assert (usage["regCount"], usage["totalRegistrations"], usage["totalCourses"]) == (0, 0, 0)


def report(cloud: ScormCloudClient, permission: str = "FREENAV", query: str = "") -> str:
    """The URL of a report, as a client makes it: the host before the link."""
    auth = cloud.get("/reporting/reportageAuth", navPermission=permission)["queryString"]
    response = cloud.call("GET", "/reporting/reportageLink", params={"auth": auth, "reportUrl": HOME + query})
    assert "x-emulator-hint" not in response.headers
    return cloud.world.host + str(response.json()["reportageLink"])


def test_a_reportage_link_leads_to_the_registrations_of_the_application(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    cloud.new_course("C2", "scorm12-quiz.zip")
    for number in range(12):
        cloud.register(f"R{number}", "C2" if number % 4 == 0 else "C1", learner={"id": f"L{number}<"})
    get = cloud.world.client.get
    first = get(report(cloud))
    assert first.status_code == 200
    assert [name for name in ("R11", "R2", "R1<", "R0") if f">{name}<" in first.text] == ["R11", "R2"]
    assert "L11&lt;" in first.text
    older = re.findall(r'class="go" href="([^"]+)"', first.text)[0].replace("&amp;", "&")
    assert [name for name in ("R2", "R1", "R0") if f">{name}<" in get(cloud.world.host + older).text] == ["R1", "R0"]
    of_course = get(report(cloud, query="&courseId=C2")).text
    assert [name for name in ("R8", "R4", "R0", "R1") if f">{name}<" in of_course] == ["R8", "R4", "R0"]
    one = get(report(cloud, query="&registrationId=R3")).text
    assert (one.count('class="card"'), "Unknown" in one) == (1, True)
    assert "There are none" in get(report(cloud, query="&registrationId=nope")).text


def test_a_report_without_navigation_leads_nowhere_else(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    cloud.register("R1")
    get = cloud.world.client.get
    assert "<a " in get(report(cloud, "DOWNONLY")).text
    assert "<a " not in get(report(cloud, "NONAV")).text


def test_a_report_is_opened_by_its_own_link_alone(cloud: ScormCloudClient) -> None:
    url = report(cloud, "NONAV")
    for wrong in (
        url.replace("NONAV", "FREENAV"),
        url[:-1],
        url.partition("?")[0],
        url.replace("appid=EMULATOR01", "appid=EMULATORMG"),
    ):
        page = cloud.world.client.get(wrong)
        assert (page.status_code, "does not open the report" in page.text) == (403, True), wrong
    assert refusal(cloud.world.client.get(f"{url}&more=nonsense"), 400).startswith("more: ")
    page = cloud.world.client.post(url)
    assert (page.status_code, page.headers["allow"]) == (405, "GET, HEAD")

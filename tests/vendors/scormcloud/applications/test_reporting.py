"""Reporting: the account's usage and links into Reportage."""

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
    assert "not emulated" in response.headers["x-emulator-hint"]


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

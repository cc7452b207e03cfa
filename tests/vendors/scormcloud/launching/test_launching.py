"""Launch links, previews, launch history, statements and instances."""

import re
from typing import Any

import pytest

from tests.vendors.scormcloud.calling import MINIMAL, QUIZ, TWO_SCOS, ScormCloudClient, refusal

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
DONE = {
    "id": "welcome",
    "started": "2030-01-01T00:00:00Z",
    "exited": "2030-01-01T00:01:30Z",
    "cmi": {"cmi.core.lesson_status": "passed", "cmi.core.score.raw": "75"},
}


def seed(cloud: ScormCloudClient, *scos: Any, sample: str = MINIMAL, **members: Any) -> None:
    registration = {"registrationId": "R1", "courseId": "C1", "learner": {"id": "L1"}, "scos": list(scos), **members}
    document = {"courses": [{"id": "C1", "sample": sample}], "registrations": [registration]}
    cloud.world.seed({"scormcloud": document})


def build(cloud: ScormCloudClient, **body: Any) -> Any:
    return cloud.call("POST", "/registrations/R1/launchLink", json=body)


def test_a_launch_link_lies_at_this_emulator_and_sandbox(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    cloud.register("R1")
    response = build(cloud, redirectOnExitUrl="Message")
    assert response.status_code == 200
    link = response.json()["launchLink"]
    assert re.fullmatch(re.escape(f"{cloud.world.root}/api/cloud/registration/launch/") + UUID, link)
    assert build(cloud, redirectOnExitUrl="").json()["launchLink"] != link


def test_a_launch_link_brings_tags(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    cloud.register("R1")
    tags = {"learnerTags": ["l"], "courseTags": ["c"], "registrationTags": ["r"]}
    assert build(cloud, redirectOnExitUrl="closer", **tags).status_code == 200
    assert cloud.get("/courses/C1/tags") == {"tags": ["c"]}
    assert cloud.get("/registrations/R1/tags") == {"tags": ["r"]}


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ({}, "body.redirectOnExitUrl: is required"),
        ({"redirectOnExitUrl": "x", "expiry": 9}, "body.expiry: must be at least 10"),
        ({"redirectOnExitUrl": "x", "expiry": 301}, "body.expiry: must be at most 300"),
        ({"redirectOnExitUrl": "x", "tracking": "maybe"}, "body.tracking: must be true or false"),
        ({"redirectOnExitUrl": "x", "registrationTags": [""]}, "a tag must have"),
        ({"redirectOnExitUrl": "x", "launchAuth": {"type": "key"}}, "body.launchAuth.type: must be one of"),
        ({"redirectOnExitUrl": "x", "launchAuth": {"options": {"expiry": 10}}}, "body.launchAuth.options.expiry"),
        ({"redirectOnExitUrl": "x", "additionalvalues": {}}, "body.additionalvalues: must be an array"),
    ],
)
def test_a_launch_link_that_cannot_be_answers_400_naming_the_member(
    cloud: ScormCloudClient, body: dict[str, Any], words: str
) -> None:
    cloud.new_course("C1")
    cloud.register("R1")
    response = cloud.call("POST", "/registrations/R1/launchLink", json=body)
    assert response.status_code == 400
    assert words in response.json()["message"]


def test_a_sco_to_start_with_that_the_course_has_not_is_named_in_the_hint(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    cloud.register("R1")
    assert "startSco" in build(cloud, redirectOnExitUrl="x", startSco="nope").headers["x-emulator-hint"]
    assert "x-emulator-hint" not in build(cloud, redirectOnExitUrl="x", startSco="welcome").headers


def test_previews_are_linked_for_the_latest_and_for_any_version(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    form = re.escape(f"{cloud.world.root}/api/cloud/course/preview/") + UUID
    for path in ("/courses/C1/preview", "/courses/C1/versions/0/preview"):
        response = cloud.call("POST", path, json={})
        assert re.fullmatch(form, response.json()["launchLink"])
        assert refusal(cloud.call("POST", path, json={"expiry": 1}), 400) == "body.expiry: must be at least 10"


def test_a_preview_refuses_what_a_registrations_link_refuses(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    cloud.register("R1")
    for members, words in (
        ({"expiry": 9}, "body.expiry: must be at least 10"),
        ({"launchAuth": {"options": {"expiry": 10}}}, "body.launchAuth.options.expiry: must be 300 to 31540000"),
        ({"launchAuth": {"type": "keys"}}, "body.launchAuth.type: must be one of cookies, vault"),
        ({"additionalvalues": [7]}, "body.additionalvalues[0]: must be an object"),
    ):
        for path in ("/registrations/R1/launchLink", "/courses/C1/preview", "/courses/C1/versions/0/preview"):
            body = {"redirectOnExitUrl": "Message", **members}
            assert refusal(cloud.call("POST", path, json=body), 400) == words


def test_a_preview_has_its_style_sheet_from_the_query_or_the_body(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    ours, other = "http://styles.test/ours.css", "http://styles.test/other.css"
    for query, body in ((ours, {}), (other, {"cssUrl": ours}), (None, {"cssUrl": ours})):
        params = {"cssUrl": query} if query else {}
        response = cloud.call("POST", "/courses/C1/preview", params=params, json=body)
        assert "x-emulator-hint" not in response.headers
        page = cloud.world.client.get(response.json()["launchLink"], follow_redirects=True).text
        assert (ours in page, other in page) == (True, False)


def test_members_of_a_link_without_effect_are_named(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    cloud.register("R1")
    response = build(cloud, redirectOnExitUrl="Message", culture="de", launchAuth={"type": "vault"})
    assert response.headers["x-emulator-hint"] == "without effect in lms-emulator: culture, launchAuth"


def test_history_has_each_launch_with_its_outcome(cloud: ScormCloudClient) -> None:
    seed(cloud, DONE)
    (launch,) = cloud.get("/registrations/R1/launchHistory")["launchHistory"]
    assert cloud.get("/registrations/R1/instances/0/launchHistory") == {"launchHistory": [dict(launch)]}
    assert launch.pop("launchHistoryId")
    assert launch == {
        "id": "R1",
        "instance": 0,
        "score": {"scaled": 75.0},
        "completionStatus": "COMPLETED",
        "successStatus": "PASSED",
        "totalSecondsTracked": 90.0,
        "launchTime": "2030-01-01T00:00:00.000Z",
        "exitTime": "2030-01-01T00:01:30.000Z",
        "lastRuntimeUpdate": "2030-01-01T00:01:30.000Z",
    }
    response = cloud.call("GET", "/registrations/R1/launchHistory", params={"includeHistoryLog": "true"})
    assert "historyLog" in response.headers["x-emulator-hint"]


def test_a_registration_that_was_not_launched_has_an_empty_history(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    cloud.register("R1")
    assert cloud.get("/registrations/R1/launchHistory") == {"launchHistory": []}


def test_without_statements_their_lists_are_empty(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    cloud.register("R1")
    for path in ("/courses/C1", "/courses/C1/versions/0", "/registrations/R1", "/registrations/R1/instances/0"):
        response = cloud.call("GET", f"{path}/xAPIStatements", params={"since": "2020-01-01T00:00:00Z"})
        assert (response.status_code, response.json()) == (200, {"statements": []})
        assert (
            refusal(cloud.call("GET", f"{path}/xAPIStatements", params={"more": "x"}), 400)
            == "more: is not a token of this list"
        )
        assert (
            refusal(cloud.call("GET", f"{path}/xAPIStatements", params={"until": "x"}), 400)
            == "until: must be a date and time in ISO 8601"
        )


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/launchLink", {"redirectOnExitUrl": "x"}),
        ("GET", "/launchHistory", None),
        ("GET", "/xAPIStatements", None),
        ("POST", "/instances", None),
        ("GET", "/instances/0", None),
        ("DELETE", "/instances/0", None),
        ("GET", "/instances/0/launchHistory", None),
        ("GET", "/instances/0/xAPIStatements", None),
        ("DELETE", "/progress", None),
        ("DELETE", "/globalData", None),
    ],
)
def test_an_unknown_registration_answers_404(cloud: ScormCloudClient, method: str, path: str, body: Any) -> None:
    cloud.get("/ping")
    response = cloud.call(method, f"/registrations/abc{path}", json=body)
    assert (response.status_code, response.json()["message"]) == (404, "Could not find registration [abc]")


def test_an_unknown_instance_answers_404(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    cloud.register("R1")
    words = "Could not find registration [R1], instance [3]"
    for method, path in (("GET", ""), ("DELETE", ""), ("GET", "/launchHistory"), ("GET", "/xAPIStatements")):
        response = cloud.call(method, f"/registrations/R1/instances/3{path}")
        assert (response.status_code, response.json()) == (404, {"error": words, "message": words})
    assert refusal(cloud.call("GET", "/registrations/R1/instances/first"), 400) == "instanceId: must be a whole number"


def test_a_new_instance_begins_anew_on_the_latest_version(cloud: ScormCloudClient) -> None:
    seed(cloud, DONE)
    cloud.new_course("C1", QUIZ, mayCreateNewVersion="true")
    response = cloud.call("POST", "/registrations/R1/instances", json={})
    assert (response.status_code, response.content) == (204, b"")
    latest, first = cloud.get("/registrations/R1"), cloud.get("/registrations/R1/instances/0")
    assert (latest["instance"], latest["course"]["version"], latest["registrationCompletion"]) == (1, 1, "UNKNOWN")
    assert (first["instance"], first["course"]["version"], first["registrationCompletion"]) == (0, 0, "COMPLETED")
    assert latest["xapiRegistrationId"] != first["xapiRegistrationId"]
    listed = cloud.get("/registrations/R1/instances")["registrations"]
    assert [row["instance"] for row in listed] == [1, 0]
    assert cloud.get("/registrations/R1/launchHistory") == {"launchHistory": []}


def test_deleting_the_latest_instance_shows_the_one_before_and_the_last_takes_all(cloud: ScormCloudClient) -> None:
    seed(cloud, DONE, registrationTags=["t"])
    cloud.call("POST", "/registrations/R1/instances")
    assert cloud.call("DELETE", "/registrations/R1/instances/1").status_code == 204
    assert (cloud.get("/registrations/R1")["instance"], cloud.call("HEAD", "/registrations/R1").status_code) == (0, 200)
    assert cloud.get("/registrations/R1")["registrationCompletion"] == "COMPLETED"
    assert cloud.call("DELETE", "/registrations/R1/instances/0").status_code == 204
    assert cloud.call("HEAD", "/registrations/R1").status_code == 404
    cloud.register("R1")
    assert cloud.get("/registrations/R1/tags") == {"tags": []}


def test_deleting_an_earlier_instance_leaves_the_latest(cloud: ScormCloudClient) -> None:
    seed(cloud, DONE)
    cloud.call("POST", "/registrations/R1/instances")
    assert cloud.call("DELETE", "/registrations/R1/instances/0").status_code == 204
    assert [row["instance"] for row in cloud.get("/registrations/R1/instances")["registrations"]] == [1]


def test_a_reset_forgets_what_was_done_and_moves_to_the_newest_version(cloud: ScormCloudClient) -> None:
    seed(cloud, DONE, registrationTags=["t"])
    before = cloud.get("/registrations/R1")
    cloud.new_course("C1", TWO_SCOS, mayCreateNewVersion="true")
    response = cloud.call("DELETE", "/registrations/R1/progress", json={})
    assert (response.status_code, response.content) == (204, b"")
    after = cloud.get("/registrations/R1")
    assert (after["registrationCompletion"], after["course"]["version"]) == ("UNKNOWN", 1)
    assert (after["xapiRegistrationId"], after["tags"]) == (before["xapiRegistrationId"], ["t"])
    assert "score" not in after
    assert "firstAccessDate" not in after
    assert cloud.get("/registrations/R1/launchHistory") == {"launchHistory": []}


def test_global_objectives_are_removed_and_the_rest_stays(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    state = {"registrationCompletion": "INCOMPLETE", "globalObjectives": [{"id": "g", "primary": False}]}
    cloud.register("R1", initialRegistrationState=state)
    assert [found["id"] for found in cloud.get("/registrations/R1")["globalObjectives"]] == ["g"]
    assert cloud.call("DELETE", "/registrations/R1/globalData", json={}).status_code == 204
    after = cloud.get("/registrations/R1")
    assert (after["globalObjectives"], after["registrationCompletion"]) == ([], "INCOMPLETE")


def test_everything_of_a_course_goes_with_it(cloud: ScormCloudClient) -> None:
    seed(cloud, DONE)
    build(cloud, redirectOnExitUrl="x")
    cloud.call("POST", "/registrations/R1/instances")
    assert cloud.call("DELETE", "/courses/C1").status_code == 204
    cloud.world.advance(5)
    assert cloud.call("HEAD", "/registrations/R1").status_code == 404
    seed(cloud)
    assert cloud.get("/registrations/R1/launchHistory") == {"launchHistory": []}

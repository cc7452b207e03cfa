"""Registrations: creation, progress, tags and deletion."""

from typing import Any

import pytest

from tests.vendors.scormcloud.calling import TWO_SCOS, ScormCloudClient, ids

NO_TIME = "0000:00:00"


def test_a_registration_is_created_and_exists(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    response = cloud.register("R1")
    assert (response.status_code, response.content) == (204, b"")
    response = cloud.call("HEAD", "/registrations/R1")
    assert (response.status_code, response.content) == (200, b"")
    response = cloud.call("HEAD", "/registrations/R2")
    assert (response.status_code, response.content) == (404, b"")


def test_an_id_in_use_answers_400_in_the_recorded_words(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    cloud.register("R1")
    before = cloud.get("/registrations/R1")
    response = cloud.register("R1", learner={"id": "other"})
    words = "Registration with id [R1] already exists"
    assert (response.status_code, response.json()) == (400, {"error": words, "message": words})
    assert cloud.get("/registrations/R1") == before


def test_an_unknown_course_or_version_answers_404(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    response = cloud.register("R1", "abc")
    assert (response.status_code, response.json()["error"]) == (404, "Could not find course [abc]")
    response = cloud.register("R1", courseVersion=1)
    assert (response.status_code, response.json()["error"]) == (404, "Could not find course [C1], version [1]")
    assert cloud.get("/registrations") == {"registrations": []}


def test_progress_is_noted_at_the_registration_and_at_its_instance(cloud: ScormCloudClient) -> None:
    cloud.world.control("PUT", "clock", json={"held": True, "now": "2030-01-01T00:00:00Z"})
    cloud.new_course("C1")
    cloud.register("R1")
    cloud.world.advance(60)
    cloud.world.control("POST", "attempts/play", params={"registration": "R1"}, json={"status": "passed"})
    for path in ("/registrations/R1", "/registrations/R1/instances/0"):
        assert cloud.get(path)["updated"] == "2030-01-01T00:01:00Z"


def test_an_unlaunched_registration_has_no_progress(cloud: ScormCloudClient) -> None:
    cloud.world.control("PUT", "clock", json={"held": True, "now": "2030-01-01T00:00:00.987Z"})
    cloud.new_course("C1", TWO_SCOS)
    cloud.register("R1", xapiRegistrationId="A86A0B4E-5B5C-4E1E-8E0E-2F2F2F2F2F2F", registrationTags=["t"])
    progress = cloud.get("/registrations/R1")
    details = progress.pop("activityDetails")
    assert progress == {
        "id": "R1",
        "instance": 0,
        "xapiRegistrationId": "a86a0b4e-5b5c-4e1e-8e0e-2f2f2f2f2f2f",
        "updated": "2030-01-01T00:00:00Z",
        "registrationCompletion": "UNKNOWN",
        "registrationCompletionAmount": 0.0,
        "registrationSuccess": "UNKNOWN",
        "totalSecondsTracked": 0.0,
        "createdDate": "2030-01-01T00:00:00Z",
        "course": {"id": "C1", "title": "Reading a weather map", "version": 0},
        "learner": {"id": "L1", "firstName": "Jo", "lastName": "Baba"},
        "tags": ["t"],
        "globalObjectives": [],
        "sharedData": [],
    }
    assert details == {
        "id": details["id"],
        "title": "Reading a weather map",
        "attempts": 0,
        "activityCompletion": "UNKNOWN",
        "activitySuccess": "UNKNOWN",
        "timeTracked": NO_TIME,
        "completionAmount": {"scaled": 0.0},
        "suspended": False,
        "children": [],
    }


def leaves(activity: dict[str, Any]) -> list[dict[str, Any]]:
    return [leaf for child in activity["children"] for leaf in leaves(child)] or [activity]


def test_each_flag_shows_its_part_of_the_activities(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1", TWO_SCOS)
    cloud.register("R1")

    def shown(**flags: str) -> list[dict[str, Any]]:
        return leaves(cloud.get("/registrations/R1", **flags)["activityDetails"])

    plain = shown(includeChildResults="True")
    assert len(plain) == 2
    assert not any(name in leaf for leaf in plain for name in ("runtime", "objectives", "staticProperties"))
    with_runtime = shown(includeChildResults="true", includeRuntime="true")
    assert all(leaf["runtime"]["entry"] == "abinitio" for leaf in with_runtime)
    assert all(leaf["runtime"]["totalTime"] == NO_TIME for leaf in with_runtime)
    assert not any("runtimeInteractions" in leaf["runtime"] for leaf in with_runtime)
    flags = {"includeChildResults": "true", "includeRuntime": "true", "includeInteractionsAndObjectives": "true"}
    everything = shown(**flags)
    assert all(leaf["runtime"]["runtimeInteractions"] == [] for leaf in everything)
    assert any(leaf["objectives"] for leaf in everything)
    assert everything[0]["objectives"][0]["primary"] is True
    listed = cloud.get("/registrations", **flags)["registrations"][0]
    assert leaves(listed["activityDetails"]) == everything
    instances = cloud.get("/registrations/R1/instances", **flags)
    assert instances == {"registrations": [listed]}


def test_an_initial_state_is_the_progress(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1", TWO_SCOS)
    cloud.register("R0")
    tree = cloud.get("/registrations/R0", includeChildResults="true")["activityDetails"]
    first = leaves(tree)[0]["id"]
    activity = {
        "id": first,
        "attempts": 1,
        "activityCompletion": "COMPLETED",
        "runtime": {"completionStatus": "completed"},
    }
    state = {
        "registrationCompletion": "INCOMPLETE",
        "registrationSuccess": "PASSED",
        "score": {"scaled": 85},
        "totalSecondsTracked": 12.5,
        "firstAccessDate": "2030-01-01T00:00:00+01:00",
        "activityDetails": {"id": tree["id"], "children": [activity]},
    }
    assert cloud.register("R1", initialRegistrationState=state).status_code == 204
    progress = cloud.get("/registrations/R1", includeChildResults="true", includeRuntime="true")
    assert (progress["registrationCompletion"], progress["registrationSuccess"]) == ("INCOMPLETE", "PASSED")
    assert (progress["score"], progress["totalSecondsTracked"]) == ({"scaled": 85}, 12.5)
    assert progress["firstAccessDate"] == "2029-12-31T23:00:00Z"
    done, untouched = leaves(progress["activityDetails"])
    assert (done["attempts"], done["activityCompletion"]) == (1, "COMPLETED")
    assert (done["runtime"]["completionStatus"], done["runtime"]["credit"]) == ("completed", "credit")
    assert untouched["attempts"] == 0


def test_tags_of_a_registration_its_course_and_its_learner_come_with_its_creation(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1", tags="old")
    cloud.register("R1", registrationTags=["r"], courseTags=["c"], learnerTags=["l"])
    assert cloud.get("/registrations/R1/tags") == {"tags": ["r"]}
    assert cloud.get("/courses/C1/tags") == {"tags": ["old", "c"]}


def test_tags_are_set_added_and_taken_away(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    cloud.register("R1")
    cloud.register("R2")
    assert cloud.call("PUT", "/registrations/R1/tags", json={"tags": ["b", "a"]}).status_code == 204
    assert cloud.call("DELETE", "/registrations/R1/tags", json={"tags": ["b"]}).status_code == 204
    assert cloud.get("/registrations/R1/tags") == {"tags": ["a"]}
    batch = {"ids": ["R1", "R2"], "tags": ["x"]}
    assert cloud.call("PUT", "/registrations/tags", json=batch).status_code == 204
    assert cloud.get("/registrations/R1/tags") == {"tags": ["a", "x"]}
    response = cloud.call("PUT", "/registrations/tags", json={"ids": ["R1", "abc"], "tags": ["y"]})
    assert (response.status_code, response.json()["message"]) == (404, "Could not find registration [abc]")
    assert cloud.get("/registrations/R1/tags") == {"tags": ["a", "x"]}


def test_a_deleted_registration_is_gone_with_its_tags(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    cloud.register("R1", registrationTags=["t"])
    response = cloud.call("DELETE", "/registrations/R1", json={})
    assert (response.status_code, response.content) == (204, b"")
    for method, path in (("GET", ""), ("DELETE", ""), ("GET", "/tags"), ("GET", "/instances")):
        response = cloud.call(method, f"/registrations/R1{path}")
        words = "Could not find registration [R1]"
        assert (response.status_code, response.json()) == (404, {"error": words, "message": words})
    cloud.register("R1")
    assert cloud.get("/registrations/R1/tags") == {"tags": []}


def test_a_registration_stays_on_the_version_it_was_made_for(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    cloud.register("R1")
    cloud.new_course("C1", TWO_SCOS, mayCreateNewVersion="true")
    cloud.register("R2")
    cloud.register("R3", courseVersion=0)
    versions = {row["id"]: row["course"]["version"] for row in cloud.get("/registrations")["registrations"]}
    assert versions == {"R1": 0, "R2": 1, "R3": 0}


@pytest.mark.parametrize(
    ("members", "where"),
    [
        ({"registrationId": ""}, "body.registrationId"),
        ({"registrationId": "x" * 256}, "body.registrationId"),
        ({"registrationId": None}, "body.registrationId"),
        ({"courseId": [7]}, "body.courseId"),
        ({"courseId": "x" * 1000}, "body.courseId"),
        ({"learner": {}}, "body.learner.id"),
        ({"learner": {"id": ""}}, "body.learner.id"),
        ({"learner": "Jo"}, "body.learner"),
        ({"registrationTags": [""]}, "body.registrationTags"),
        ({"xapiRegistrationId": "no uuid"}, "body.xapiRegistrationId"),
        ({"postBack": {"url": "http://a", "authType": "SECRET"}}, "body.postBack.authType"),
        ({"initialRegistrationState": {"registrationCompletion": "HALF"}}, "body.initialRegistrationState"),
        ({"initialRegistrationState": {"score": {"scaled": 101}}}, "body.initialRegistrationState.score.scaled"),
        ({"initialSettings": {"settings": {}}}, "body.initialSettings.settings"),
        (
            {"initialSettings": {"settings": [{"settingId": "PlayerLaunchType", "value": "x"}]}},
            "body.initialSettings.settings[0].value",
        ),
    ],
)
def test_a_registration_that_cannot_be_answers_400_naming_the_member(
    cloud: ScormCloudClient, members: dict[str, Any], where: str
) -> None:
    cloud.new_course("C1")
    body = {"registrationId": "R1", "courseId": "C1", "learner": {"id": "L1"}, **members}
    response = cloud.call("POST", "/registrations", json=body)
    assert response.status_code == 400
    assert response.json()["message"].startswith(where)
    assert ids(cloud.get("/registrations")["registrations"]) == []


def test_what_is_kept_but_has_no_effect_yet_is_named_in_the_hint(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    response = cloud.register("R1", postBack={"url": "http://a", "legacy": True})
    assert response.status_code == 204
    hints = " ".join(response.headers.get_list("x-emulator-hint"))
    assert "legacy" in hints


def test_tags_of_an_unknown_registration_answer_404(cloud: ScormCloudClient) -> None:
    for method in ("GET", "PUT", "DELETE"):
        body = {} if method == "GET" else {"json": {"tags": ["a"]}}
        response = cloud.call(method, "/registrations/none/tags", **body)
        assert response.status_code == 404, method
        assert "none" in response.json()["message"]

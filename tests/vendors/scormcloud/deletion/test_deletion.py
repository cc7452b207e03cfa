"""Deleting courses and versions, and what goes with them."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.vendors.scormcloud.calling import MINIMAL, QUIZ, ScormCloudClient, ids, refusal


def test_deleting_a_course_takes_versions_registrations_and_tags_along(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1", tags="a")
    cloud.new_course("C2")
    cloud.register("R1", "C1", registrationTags=["t"])
    cloud.register("R2", "C2", registrationTags=["t"])
    response = cloud.call("DELETE", "/courses/C1", json={})
    assert (response.status_code, response.content) == (204, b"")
    for path in ("/courses/C1/versions/0", "/courses/C1/versions/0/asset/list"):
        assert refusal(cloud.call("GET", path), 404) == "Could not find course [C1], version [0]"
    assert refusal(cloud.call("GET", "/courses/C1"), 404) == "Could not find course [C1]"
    assert refusal(cloud.call("DELETE", "/courses/C1/versions/0"), 404) == "Could not find course [C1], version [0]"
    cloud.world.advance(5)
    assert cloud.call("HEAD", "/registrations/R1").status_code == 404
    assert cloud.get("/registrations/R2")["tags"] == ["t"]
    cloud.new_course("C1")
    cloud.register("R1", "C1")
    assert cloud.get("/courses/C1")["version"] == 0
    assert cloud.get("/courses/C1/tags") == {"tags": []}
    assert cloud.get("/registrations/R1/tags") == {"tags": []}


@pytest.mark.parametrize("mode", ["real", "instant", "step"])
def test_the_registrations_of_a_deleted_course_go_by_the_sandboxes_clock(cloud: ScormCloudClient, mode: str) -> None:
    cloud.world.control("PUT", "clock", json={"held": True})
    cloud.new_course("C1")
    for name in ("R1", "R2"):
        cloud.register(name)
    cloud.world.settings(job_mode=mode, job_seconds=20)
    assert cloud.call("DELETE", "/courses/C1").status_code == 204
    cloud.world.advance(19)
    assert [row["course"]["title"] for row in cloud.get("/registrations")["registrations"]] == ["Welcome on board"] * 2
    assert refusal(cloud.register("R1", "C1"), 404) == "Could not find course [C1]"
    assert cloud.call("DELETE", "/registrations/R1").status_code == 204
    assert refusal(cloud.call("DELETE", "/registrations/R1"), 404) == "Could not find registration [R1]"
    assert [move["state"] for move in cloud.world.advance(1)] == ["Removed"]
    assert cloud.get("/registrations") == {"registrations": []}
    assert refusal(cloud.call("DELETE", "/registrations/R2"), 404) == "Could not find registration [R2]"


def test_the_id_of_a_registration_is_in_use_until_it_is_removed(cloud: ScormCloudClient) -> None:
    cloud.world.control("PUT", "clock", json={"held": True})
    for course_id in ("C1", "C2"):
        cloud.new_course(course_id)
    cloud.register("R1", "C1")
    cloud.call("DELETE", "/courses/C1")
    response = cloud.register("R1", "C2")
    assert (response.status_code, "its course was deleted" in response.headers["x-emulator-hint"]) == (400, True)
    cloud.world.advance(5)
    assert cloud.register("R1", "C2").status_code == 204


def test_a_course_that_is_imported_again_has_no_old_registrations_and_keeps_its_new_ones(
    cloud: ScormCloudClient,
) -> None:
    cloud.world.control("PUT", "clock", json={"held": True})
    cloud.new_course("C1", mayCreateNewVersion="true")
    cloud.new_course("C1", mayCreateNewVersion="true")
    cloud.register("R1")
    cloud.call("DELETE", "/courses/C1")
    cloud.new_course("C1", QUIZ)
    assert cloud.call("HEAD", "/registrations/R1").status_code == 404
    assert [row["version"] for row in cloud.get("/courses/C1/versions")["courses"]] == [0]
    cloud.register("R1")
    assert cloud.world.advance(60) == []
    assert cloud.call("HEAD", "/registrations/R1").status_code == 200


def test_several_callers_delete_a_course_and_its_registrations_once(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    for number in range(12):
        cloud.register(f"R{number}")
    cloud.world.settings(job_seconds=0.2)
    paths = ["/courses/C1", *(f"/registrations/R{number}" for number in range(12))] * 3
    with ThreadPoolExecutor(8) as pool:
        statuses = list(pool.map(lambda path: cloud.call("DELETE", path).status_code, paths))
    assert set(statuses) == {204, 404}
    assert statuses.count(204) <= 13
    assert [status for path, status in zip(paths, statuses, strict=True) if path == "/courses/C1"].count(204) == 1
    cloud.world.advance(1)
    assert cloud.get("/registrations") == {"registrations": []}


def test_deleting_a_version_leaves_the_others_and_the_last_one_takes_the_course_along(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1", MINIMAL)
    cloud.new_course("C1", QUIZ, mayCreateNewVersion="true")
    cloud.register("R0", courseVersion=0)
    cloud.register("R1", courseVersion=1)
    assert cloud.call("DELETE", "/courses/C1/versions/1").status_code == 204
    course = cloud.get("/courses/C1")
    assert (course["version"], course["title"]) == (0, "Welcome on board")
    assert ids(cloud.get("/registrations")["registrations"]) == ["R0"]
    cloud.new_course("C1", mayCreateNewVersion="true")
    assert cloud.get("/courses/C1")["version"] == 2, "a version's number is not given twice"
    assert cloud.call("DELETE", "/courses/C1/versions/2").status_code == 204
    assert cloud.call("DELETE", "/courses/C1/versions/0").status_code == 204
    assert refusal(cloud.call("GET", "/courses/C1"), 404) == "Could not find course [C1]"
    assert refusal(cloud.call("DELETE", "/courses/C1/versions/0"), 404) == "Could not find course [C1], version [0]"

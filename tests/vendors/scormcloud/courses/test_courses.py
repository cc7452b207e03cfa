"""Courses: detail, versions, titles, tags and deletion."""

from typing import Any

import pytest

from tests.vendors.scormcloud.calling import MINIMAL, QUIZ, TWO_SCOS, ScormCloudClient, refusal


def test_a_course_has_its_activities_and_metadata_only_when_it_is_asked_for(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1", TWO_SCOS)
    course = cloud.get("/courses/C1")
    assert "metadata" not in course
    assert "registrationCount" not in course
    root = course["rootActivity"]
    assert (root["activityType"], root["title"]) == ("AGGREGATION", "Reading a weather map")
    leaves = [child for top in root["children"] for child in (top["children"] or [top])]
    assert [leaf["activityType"] for leaf in leaves] == ["SCO", "SCO"]
    assert all(leaf["href"] for leaf in leaves)
    assert "rootActivity" not in cloud.get("/courses")["courses"][0]


def test_the_registration_count_counts_the_course_or_the_version(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    cloud.new_course("C1", mayCreateNewVersion="true")
    cloud.register("R1", courseVersion=0)
    cloud.register("R2", courseVersion=0)
    cloud.register("R3")
    asked = {"includeRegistrationCount": "True"}
    assert cloud.get("/courses/C1", **asked)["registrationCount"] == 3
    assert cloud.get("/courses", **asked)["courses"][0]["registrationCount"] == 3
    versions = cloud.get("/courses/C1/versions", **asked)["courses"]
    assert [version["registrationCount"] for version in versions] == [2, 1]
    assert cloud.get("/courses/C1/versions/0", **asked)["registrationCount"] == 2


def test_a_version_is_read_by_its_number(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1", MINIMAL)
    cloud.new_course("C1", QUIZ, mayCreateNewVersion="true")
    assert cloud.get("/courses/C1/versions/0")["title"] == "Welcome on board"
    assert cloud.get("/courses/C1/versions/1")["title"] == "Tides: a short quiz"
    response = cloud.call("GET", "/courses/C1/versions/2")
    words = "Could not find course [C1], version [2]"
    assert (response.status_code, response.json()) == (404, {"error": words, "message": words})
    assert refusal(cloud.call("GET", "/courses/C1/versions/latest"), 400) == "versionId: must be a whole number"


def test_versions_are_listed_within_moments(cloud: ScormCloudClient) -> None:
    cloud.world.control("PUT", "clock", json={"held": True, "now": "2030-01-01T00:00:00Z"})
    cloud.new_course("C1")
    cloud.world.advance(60)
    cloud.new_course("C1", mayCreateNewVersion="true")

    def listed(**params: str) -> list[int]:
        return [row["version"] for row in cloud.get("/courses/C1/versions", **params)["courses"]]

    assert listed() == [0, 1]
    assert listed(since="2030-01-01T00:01:00Z") == [1]
    assert listed(until="2030-01-01T00:00:00Z") == [0]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "", None),
        ("DELETE", "", None),
        ("GET", "/versions", None),
        ("PUT", "/title", {"title": "A"}),
        ("GET", "/tags", None),
        ("PUT", "/tags", {"tags": ["a"]}),
        ("DELETE", "/tags", {"tags": ["a"]}),
    ],
)
def test_an_unknown_course_answers_404_in_the_recorded_words(
    cloud: ScormCloudClient, method: str, path: str, body: dict[str, Any] | None
) -> None:
    response = cloud.call(method, f"/courses/abc{path}", json=body)
    words = "Could not find course [abc]"
    assert (response.status_code, response.json()) == (404, {"error": words, "message": words})


def test_the_title_of_the_latest_version_is_set(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    cloud.new_course("C1", mayCreateNewVersion="true")
    response = cloud.call("PUT", "/courses/C1/title", json={"title": "Ünïque"})
    assert (response.status_code, response.content) == (204, b"")
    assert cloud.get("/courses/C1")["title"] == "Ünïque"
    assert cloud.get("/courses/C1/versions/0")["title"] == "Welcome on board"
    for body, words in (
        ({}, "is required"),
        ({"title": ""}, "must not be empty"),
        ({"title": [7]}, "must be text"),
        ({"title": None}, "is required"),
    ):
        assert refusal(cloud.call("PUT", "/courses/C1/title", json=body), 400) == f"body.title: {words}"
    assert cloud.get("/courses/C1")["title"] == "Ünïque"


def test_tags_are_set_added_and_taken_away(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1", tags="old")
    assert cloud.call("PUT", "/courses/C1/tags", json={"tags": ["b", "a", "b"]}).status_code == 204
    assert cloud.get("/courses/C1/tags") == {"tags": ["b", "a"]}
    assert cloud.call("DELETE", "/courses/C1/tags", json={"tags": ["b", "absent"]}).status_code == 204
    assert cloud.get("/courses/C1")["tags"] == ["a"]
    for body, words in (
        ({}, "body.tags: is required"),
        ({"tags": "a"}, "body.tags: must be an array"),
        ({"tags": [[1]]}, "body.tags[0]: must be text"),
        ({"tags": [""]}, "tags: a tag must have 1 to 255 characters"),
        ({"tags": ["x" * 256]}, "tags: a tag must have 1 to 255 characters"),
    ):
        assert refusal(cloud.call("PUT", "/courses/C1/tags", json=body), 400) == words
    assert cloud.get("/courses/C1/tags") == {"tags": ["a"]}
    assert cloud.call("PUT", "/courses/C1/tags", json={"tags": []}).status_code == 204
    assert cloud.get("/courses/C1/tags") == {"tags": []}


def test_a_batch_adds_tags_to_every_course_or_to_none(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1", tags="one")
    cloud.new_course("C2")
    batch = {"ids": ["C1", "C2"], "tags": ["x", "one"]}
    assert cloud.call("PUT", "/courses/tags", json=batch).status_code == 204
    assert cloud.get("/courses/C1/tags") == {"tags": ["one", "x"]}
    assert cloud.get("/courses/C2/tags") == {"tags": ["x", "one"]}
    response = cloud.call("PUT", "/courses/tags", json={"ids": ["C1", "abc"], "tags": ["y"]})
    assert (response.status_code, response.json()["message"]) == (404, "Could not find course [abc]")
    assert cloud.get("/courses/C1/tags") == {"tags": ["one", "x"]}

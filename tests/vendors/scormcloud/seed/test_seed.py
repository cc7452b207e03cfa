"""The SCORM Cloud section of a seed document."""

from typing import Any

import pytest

from tests.vendors.scormcloud.calling import QUIZ, ScormCloudClient


def test_courses_and_registrations_are_there_at_once(cloud: ScormCloudClient) -> None:
    cloud.world.settings(job_mode="real")
    learner = {"id": "L1", "email": "jo@example.com"}
    document = {
        "courses": [{"id": "C1", "title": "Mine", "sample": QUIZ, "tags": ["a"]}, {"id": "C2"}],
        "registrations": [{"registrationId": "R1", "courseId": "C1", "courseVersion": 0, "learner": learner}],
    }
    cloud.world.seed({"scormcloud": document})
    course = cloud.get("/courses/C1")
    assert (course["title"], course["tags"], course["version"]) == ("Mine", ["a"], 0)
    assert course["rootActivity"]["children"]
    assert cloud.get("/courses/C2")["title"] == "Welcome on board"
    assert cloud.get("/registrations/R1")["learner"] == learner


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ([], "scormcloud must be an object"),
        ({"people": []}, "scormcloud.people is not known; courses, registrations are"),
        ({"courses": {}}, "scormcloud.courses must be an array"),
        ({"courses": [{}]}, "scormcloud.courses[0].id is required"),
        ({"courses": [{"id": ""}]}, "scormcloud.courses[0].id must not be empty"),
        ({"courses": [{"id": "C1"}, {"id": "C1"}]}, "scormcloud.courses[1].id there is a course C1 already"),
        ({"courses": [{"id": "C1", "sample": "x"}]}, "scormcloud.courses[0].sample must be one of"),
        (
            {"courses": [{"id": "C1", "sample": "broken-no-manifest.zip"}]},
            "scormcloud.courses[0].sample The archive is no course",
        ),
        ({"courses": [{"id": "C1", "colour": "red"}]}, "scormcloud.courses[0].colour is not a member"),
        ({"courses": [{"id": "C1", "tags": [""]}]}, "scormcloud.courses[0].tags a tag must have"),
        ({"registrations": [{"registrationId": "R1"}]}, "scormcloud.registrations[0].courseId is required"),
        (
            {"registrations": [{"registrationId": "R1", "courseId": "abc", "learner": {"id": "L"}}]},
            "scormcloud.registrations[0] Could not find course [abc]",
        ),
        (
            {
                "courses": [{"id": "C1"}],
                "registrations": [{"registrationId": "R1", "courseId": "C1", "learner": {"id": "L", "age": 7}}],
            },
            "scormcloud.registrations[0].learner.age is not a member",
        ),
    ],
)
def test_a_bad_section_is_refused_whole_naming_the_path(cloud: ScormCloudClient, section: Any, words: str) -> None:
    cloud.get("/ping")
    url = f"{cloud.world.root}/_emulator/seed"
    response = cloud.world.client.post(url, json={"scormcloud": section})
    assert response.status_code == 400
    assert words in response.text
    assert cloud.get("/courses") == {"courses": []}

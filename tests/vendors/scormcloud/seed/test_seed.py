"""The SCORM Cloud section of a seed document."""

from typing import Any

import pytest

from tests.vendors.scormcloud.calling import QUIZ, ScormCloudClient, refusal


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
        ({"people": []}, "scormcloud.people is not known; courses, registrations, destinations"),
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


def test_applications_dispatches_and_invitations_are_there_at_once(cloud: ScormCloudClient) -> None:
    email = {"addresses": ["jo@example.com"], "subject": "Come"}
    shared = {
        "courses": [{"id": "C1"}],
        "destinations": [{"id": "D1", "name": "School", "tags": ["a"]}],
        "dispatches": [{"id": "P1", "destinationId": "D1", "courseId": "C1", "registrationCap": 5}],
        "invitations": [
            {"id": "I1", "courseId": "C1", "creatingUserEmail": "a@x.org", "registrationCap": 7},
            {"id": "I2", "courseId": "C1", "creatingUserEmail": "a@x.org", "invitationEmail": email},
        ],
    }
    secrets = ["shop-secret", {"secret": "old", "active": False}]
    cloud.world.seed(
        {"scormcloud": {**shared, "applications": [{"id": "SHOP", "secrets": secrets, "courses": [{"id": "C1"}]}]}}
    )
    dispatch = cloud.get("/dispatch/dispatches/P1")
    assert (dispatch["destinationName"], dispatch["registrationCap"]) == ("School", 5)
    public, private = cloud.get("/invitations/public/I1"), cloud.get("/invitations/private/I2")
    assert public["url"].startswith(f"{cloud.world.root}/sc/")
    assert (public["registrationCap"], private["invitationEmail"]["subject"]) == (7, "Come")
    url = f"{cloud.world.scormcloud}/courses/C1"
    assert cloud.world.client.get(url, auth=("SHOP", "shop-secret")).status_code == 200
    assert refusal(cloud.world.client.get(url, auth=("SHOP", "old")), 401)


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ({"destinations": [{"id": "D"}]}, "scormcloud.destinations[0] name: is required"),
        (
            {"dispatches": [{"destinationId": "D", "courseId": "C"}]},
            "scormcloud.dispatches[0] Could not find destination",
        ),
        ({"invitations": [{"courseId": "C"}]}, "scormcloud.invitations[0].creatingUserEmail is required"),
        ({"applications": [{"id": "EMULATOR01"}]}, "scormcloud.applications[0].id there is an application EMULATOR01"),
        ({"applications": [{"id": "A:B"}]}, "scormcloud.applications[0].id must be ASCII"),
        ({"applications": [{"id": "A", "secrets": [""]}]}, "applications[0].secrets[0].secret must not be empty"),
        ({"applications": [{"id": "A", "courses": [{}]}]}, "scormcloud.applications[0].courses[0].id is required"),
    ],
)
def test_what_cannot_be_shared_is_refused_with_its_path(cloud: ScormCloudClient, section: Any, words: str) -> None:
    response = cloud.world.client.post(f"{cloud.world.root}/_emulator/seed", json={"scormcloud": section})
    assert (response.status_code, words in response.text) == (400, True), response.text

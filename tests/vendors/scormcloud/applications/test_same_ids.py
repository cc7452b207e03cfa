"""Two applications of one sandbox use the same ids: what is listed by way of another table is each one's own."""

import pytest

from tests.vendors.scormcloud.applications.test_applications import client_for, new_app
from tests.vendors.scormcloud.calling import MANAGEMENT_APP, ScormCloudClient, ids
from tests.vendors.scormcloud.dispatches.dispatching import DESTINATIONS, new_destination, new_dispatch


@pytest.fixture
def other(cloud: ScormCloudClient) -> ScormCloudClient:
    """A second application with a course C1 of its own, which has another title; the first has one, too."""
    manager = ScormCloudClient(cloud.world, MANAGEMENT_APP)
    other = client_for(manager, new_app(manager))
    for client, title in ((cloud, "Ours"), (other, "Theirs")):
        client.new_course("C1")
        assert client.call("PUT", "/courses/C1/title", json={"title": title}).status_code == 204
    return other


def test_destinations_of_a_course_are_those_that_the_application_dispatched_it_to(
    cloud: ScormCloudClient, other: ScormCloudClient
) -> None:
    for client in (cloud, other):
        new_destination(client)
    new_dispatch(other)
    assert ids(other.get(DESTINATIONS, courseId="C1")["destinations"]) == ["D1"]
    assert cloud.get(DESTINATIONS, courseId="C1")["destinations"] == []


def test_invitations_are_ordered_by_the_title_of_the_applications_own_course(
    cloud: ScormCloudClient, other: ScormCloudClient
) -> None:
    body = {"courseId": "C1", "creatingUserEmail": "jo@example.com", "public": True}
    for client in (cloud, other):
        made = client.call("POST", "/invitations/public", json=body).json()["id"]
        assert ids(client.get("/invitations/public", orderBy="course_title_asc")["invitations"]) == [made]
    (found,) = cloud.get("/invitations/public", filter="Ours", filterBy="course_title")["invitations"]
    assert found["courseId"] == "C1"
    assert cloud.get("/invitations/public", filter="Theirs", filterBy="course_title")["invitations"] == []


def test_attempts_are_found_once_in_each_application_with_its_titles(
    cloud: ScormCloudClient, other: ScormCloudClient
) -> None:
    for client in (cloud, other):
        assert client.register("R1").status_code == 204
    attempts = cloud.world.control("GET", "attempts", params={"registration": "R1"})["attempts"]
    assert other.auth is not None
    assert [(each["of"]["application"], each["course"]["title"]) for each in attempts] == [
        ("EMULATOR01", "Ours"),
        (other.auth[0], "Theirs"),
    ]

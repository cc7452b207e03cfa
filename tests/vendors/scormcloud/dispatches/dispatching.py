"""Destinations and dispatches as tests need them."""

from typing import Any

import httpx

from tests.vendors.scormcloud.calling import ScormCloudClient

DESTINATIONS, DISPATCHES = "/dispatch/destinations", "/dispatch/dispatches"
LONG_AGO = "2000-01-01T00:00:00Z"


def done(response: httpx.Response, status: int = 204) -> httpx.Response:
    """A write that goes well, without a body."""
    assert (response.status_code, response.content) == (status, b""), response.text
    return response


def refused(response: httpx.Response, status: int, words: str = "") -> httpx.Response:
    """A refusal in the vendor's envelope."""
    assert response.status_code == status, response.text
    assert list(response.json()) == ["error", "message"]
    assert words in response.json()["message"]
    return response


def new_destination(cloud: ScormCloudClient, destination_id: str = "D1", **data: Any) -> None:
    """A destination called as its id, unless a name is given."""
    entry = {"id": destination_id, "data": {"name": destination_id, **data}}
    done(cloud.call("POST", DESTINATIONS, json={"destinations": [entry]}), 200)


def create_dispatch(
    cloud: ScormCloudClient,
    dispatch_id: str | None = "X1",
    course_id: str = "C1",
    destination_id: str = "D1",
    **data: Any,
) -> httpx.Response:
    """Create a dispatch, with an id or without."""
    entry: dict[str, Any] = {"data": {"destinationId": destination_id, "courseId": course_id, **data}}
    if dispatch_id is not None:
        entry["id"] = dispatch_id
    return cloud.call("POST", DISPATCHES, json={"dispatches": [entry]})


def new_dispatch(cloud: ScormCloudClient, dispatch_id: str | None = "X1", **data: Any) -> None:
    """A dispatch of C1 to D1, unless others are named."""
    done(create_dispatch(cloud, dispatch_id, **data))


def dispatched(cloud: ScormCloudClient, **data: Any) -> None:
    """The course C1, the destination D1 and the dispatch X1."""
    cloud.world.seed({"scormcloud": {"courses": [{"id": "C1", "title": "Über Tides"}]}})
    new_destination(cloud, name="My LMS")
    new_dispatch(cloud, **data)


def launch(cloud: ScormCloudClient, learner: str = "L1") -> str:
    """Launch X1 from another platform; returns the id of the latest registration."""
    page = cloud.get(f"{DISPATCHES}/X1/lti")["url"].removesuffix("/lti")
    response = cloud.world.client.get(page, params={"learnerId": learner, "learnerName": "Baba, Jo"})
    assert response.status_code == 302, response.text  # into the player
    found: str = cloud.get("/registrations", orderBy="created_desc")["registrations"][0]["id"]
    return found

"""Where registrations are posted: to their own postBack, their dispatch's, their invitation's, or as the configuration says."""

import base64
from typing import Any
from urllib.parse import parse_qs

import orjson
import pytest

from tests.receiving import Receiver, receiving
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.vendors.scormcloud.dispatches.dispatching import DISPATCHES, dispatched, done, launch

ONE = f"{DISPATCHES}/X1"
PREFIX = "ApiRollupRegistration"


@pytest.fixture
def back(cloud: ScormCloudClient) -> Any:
    """A server that takes everything; time stands still."""
    cloud.world.control("PUT", "clock", json={"held": True})
    with receiving() as receiver:
        yield receiver


def roll_up(cloud: ScormCloudClient, registration_id: str) -> None:
    """Have a registration posted."""
    done(cloud.call("DELETE", f"/registrations/{registration_id}/progress"))
    cloud.world.advance(0)


def configure(cloud: ScormCloudClient, path: str, **values: str) -> None:
    """Set settings of postbacks."""
    settings = [{"settingId": PREFIX + name, "value": value} for name, value in values.items()]
    done(cloud.call("POST", path, json={"settings": settings}))


def posted(receiver: Receiver) -> list[str]:
    """The ids of the registrations that came as JSON."""
    return [orjson.loads(came.body)["id"] for came in receiver.received]


def test_a_registration_from_a_dispatch_is_posted_to_the_dispatchs_postback(
    cloud: ScormCloudClient, back: Receiver
) -> None:
    dispatched(cloud, postBack={"url": back.url, "userName": "jo", "password": "p", "resultsFormat": "COURSE"})
    registration_id = launch(cloud)
    roll_up(cloud, registration_id)
    (came,) = back.received
    assert came.headers["authorization"] == "Basic " + base64.b64encode(b"jo:p").decode()
    assert orjson.loads(came.body) == cloud.get(f"/registrations/{registration_id}")
    done(cloud.call("DELETE", f"{ONE}/postback"))
    roll_up(cloud, registration_id)
    assert posted(back) == [registration_id]


def test_other_registrations_for_the_course_of_a_dispatch_are_not_posted(
    cloud: ScormCloudClient, back: Receiver
) -> None:
    dispatched(cloud, postBack={"url": back.url})
    cloud.register("R1")
    roll_up(cloud, "R1")
    registration_id = launch(cloud)
    done(cloud.call("DELETE", ONE))
    roll_up(cloud, registration_id)
    assert back.received == []


def test_a_registration_of_an_invitation_is_posted_to_the_invitations_postback(
    cloud: ScormCloudClient, back: Receiver
) -> None:
    cloud.new_course("C1")
    body = {
        "courseId": "C1",
        "creatingUserEmail": "jo@example.com",
        "invitationEmail": {"addresses": ["a@example.com"]},
        "postBack": {"url": back.url},
    }
    response = cloud.call("POST", "/invitations/private", json=body)
    assert "postBack" not in " ".join(response.headers.get_list("x-emulator-hint"))
    path = f"/invitations/private/{response.json()['id']}"
    registration_id = cloud.get(f"{path}/userInvitations")["userInvitations"][0]["registrationId"]
    roll_up(cloud, registration_id)
    assert cloud.call("PUT", path, json={"postBack": {"url": "http://127.0.0.1:9/"}}).status_code == 200
    roll_up(cloud, registration_id)
    assert posted(back) == [registration_id, registration_id]


def test_the_configuration_says_where_to_post_if_nobody_else_does(cloud: ScormCloudClient, back: Receiver) -> None:
    cloud.new_course("C1")
    cloud.register("R1")
    values = {"AuthType": "Form", "AuthUser": "jo", "AuthPassword": "p", "Format": "full"}
    configure(cloud, "/appManagement/configuration", PostBackUrl=back.url, **values)
    roll_up(cloud, "R1")
    fields = parse_qs(back.received[0].body)
    assert (fields["userName"], fields["password"]) == (["jo"], ["p"])
    flags = {"includeChildResults": "true", "includeRuntime": "true", "includeInteractionsAndObjectives": "true"}
    assert orjson.loads(fields["data"][0]) == cloud.get("/registrations/R1", **flags)
    configure(cloud, "/registrations/R1/instances/0/configuration", AuthType="HTTPBASIC", AuthUser="", Format="COURSE")
    roll_up(cloud, "R1")
    assert "authorization" not in back.received[1].headers
    assert orjson.loads(back.received[1].body) == cloud.get("/registrations/R1")


def test_a_configured_url_alone_is_posted_to_as_by_default(cloud: ScormCloudClient, back: Receiver) -> None:
    dispatched(cloud)
    configure(cloud, "/courses/C1/configuration", PostBackUrl=back.url)
    registration_id = launch(cloud)
    roll_up(cloud, registration_id)
    shown = cloud.get(f"/registrations/{registration_id}", includeChildResults="true")
    assert [orjson.loads(came.body) for came in back.received] == [shown]


def shown(cloud: ScormCloudClient, path: str) -> dict[str, tuple[str, str]]:
    """The postback settings at a place that are set somewhere: value and level, by the end of their name."""
    items = cloud.get(path)["settingItems"]
    return {
        item["id"].removeprefix(PREFIX): (item["effectiveValue"], item["effectiveValueSource"])
        for item in items
        if item["id"].startswith(PREFIX) and item["effectiveValueSource"] != "default"
    }


def test_a_postback_is_shown_changed_and_overridden_as_settings(cloud: ScormCloudClient, back: Receiver) -> None:
    cloud.new_course("C1")
    nowhere = "http://127.0.0.1:9/"
    post_back = {"url": nowhere, "authType": "FORM", "userName": "jo", "resultsFormat": "UNDEFINED"}
    assert cloud.register("R1", postBack=post_back).status_code == 204
    path = "/registrations/R1/configuration"
    own = {"PostBackUrl": (nowhere, "registration"), "AuthType": ("form", "registration")}
    assert shown(cloud, path) == {**own, "AuthUser": ("jo", "registration")}
    configure(cloud, "/courses/C1/configuration", AuthUser="wide", Format="course")
    configure(cloud, path, PostBackUrl=back.url, AuthType="httpbasic")
    configure(cloud, "/registrations/R1/instances/0/configuration", AuthPassword="p")
    assert shown(cloud, path)["AuthUser"] == ("jo", "registration")
    roll_up(cloud, "R1")
    (came,) = back.received
    assert came.headers["authorization"] == "Basic " + base64.b64encode(b"jo:p").decode()
    assert orjson.loads(came.body) == cloud.get("/registrations/R1")
    done(cloud.call("DELETE", f"{path}/{PREFIX}PostBackUrl"))
    roll_up(cloud, "R1")
    assert len(back.received) == 1


def test_initial_settings_override_the_postback(cloud: ScormCloudClient, back: Receiver) -> None:
    cloud.new_course("C1")
    settings = {"settings": [{"settingId": f"{PREFIX}PostBackUrl", "value": back.url}]}
    cloud.register("R1", postBack={"url": "http://127.0.0.1:9/"}, initialSettings=settings)
    roll_up(cloud, "R1")
    assert posted(back) == ["R1"]


def test_a_dispatchs_postback_is_overridden_by_its_registration_and_overrides_the_course(
    cloud: ScormCloudClient, back: Receiver
) -> None:
    dispatched(cloud, postBack={"url": back.url, "authType": "FORM", "userName": "jo"})
    configure(cloud, "/courses/C1/configuration", PostBackUrl="http://127.0.0.1:9/", AuthPassword="p")
    registration_id = launch(cloud)
    path = f"/registrations/{registration_id}/configuration"
    assert shown(cloud, path)["PostBackUrl"] == (back.url, "dispatch")
    roll_up(cloud, registration_id)
    fields = parse_qs(back.received[0].body)
    assert (fields["userName"], fields["password"]) == (["jo"], ["p"])
    done(cloud.call("PUT", ONE, json={"postBack": {"url": back.url}}))
    assert "AuthUser" not in shown(cloud, path), "an update replaces the whole of it"
    configure(cloud, path, Format="course")
    roll_up(cloud, registration_id)
    assert orjson.loads(back.received[1].body) == cloud.get(f"/registrations/{registration_id}")


def test_an_invitations_postback_is_settings_of_its_registrations(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    members = {"courseId": "C1", "creatingUserEmail": "jo@example.com", "postBack": {"url": "http://127.0.0.1:9/"}}
    body = {**members, "invitationEmail": {"addresses": ["a@example.com"]}}
    assert cloud.call("POST", "/invitations/private", json=body).status_code == 200
    (registration,) = cloud.get("/registrations")["registrations"]
    path = f"/registrations/{registration['id']}/configuration"
    assert shown(cloud, path) == {"PostBackUrl": ("http://127.0.0.1:9/", "registration")}


def test_legacy_of_a_dispatchs_postback_is_named_in_the_hint(cloud: ScormCloudClient) -> None:
    dispatched(cloud)
    body = {"postBack": {"url": "http://127.0.0.1:9/", "legacy": True}}
    assert "legacy" in done(cloud.call("PUT", ONE, json=body)).headers["x-emulator-hint"]

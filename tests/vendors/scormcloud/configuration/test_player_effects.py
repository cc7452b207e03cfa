"""What playing does to a registration besides its progress: postbacks, invitations, settings."""

from collections.abc import Iterator
from typing import Any

import orjson
import pytest

from tests.player.test_serving import Player
from tests.receiving import Receiver, receiving
from tests.refusals import page_refusal
from tests.vendors.scormcloud.calling import QUIZ, ScormCloudClient
from tests.world import World

PEOPLE = {"email": "jo@example.com", "firstName": "Jo", "lastName": "Baba"}


@pytest.fixture
def back() -> Iterator[Receiver]:
    """Somebody whom postbacks are sent to."""
    with receiving() as receiver:
        yield receiver


@pytest.fixture
def cloud(world: World) -> ScormCloudClient:
    """SCORM Cloud with the quiz as C1."""
    world.settings(job_mode="instant")
    cloud = ScormCloudClient(world)
    cloud.new_course("C1", QUIZ)
    return cloud


def invited(cloud: ScormCloudClient, **members: Any) -> Any:
    body = {"courseId": "C1", "creatingUserEmail": "boss@example.com", **members}
    return cloud.call("POST", "/invitations/public", json=body).json()


def test_a_registration_is_posted_when_a_run_ends_and_not_while_it_goes_on(
    cloud: ScormCloudClient, back: Receiver
) -> None:
    cloud.register("R1", postBack={"url": back.url, "authType": "HTTPBASIC", "resultsFormat": "COURSE"})
    player = Player(cloud)
    player.start()
    player.commit({"cmi.core.lesson_location": "1"})
    cloud.world.advance(0)  # runs what is due
    assert back.received == []
    player.commit({"cmi.core.lesson_status": "passed"}, sequence=2, ended="terminated")
    cloud.world.advance(0)
    (posted,) = back.received
    assert orjson.loads(posted.body) == cloud.get("/registrations/R1")


def test_a_setting_lets_scorm_12_begin_anew(cloud: ScormCloudClient) -> None:
    cloud.register("R1")
    setting = {"settingId": "PlayerResetRunTimeData", "value": "WHEN_EXIT_IS_NOT_SUSPEND"}
    cloud.call("POST", "/registrations/R1/configuration", json={"settings": [setting]})
    player = Player(cloud)
    player.start()
    player.commit({"cmi.core.lesson_location": "2"}, ended="terminated")
    assert "cmi.core.lesson_location" not in player.start()["values"]


def test_an_empty_exit_url_is_the_configured_one(cloud: ScormCloudClient) -> None:
    cloud.register("R1")
    assert Player(cloud, redirectOnExitUrl="").tell("leave", {}).json()["to"].endswith("/message")
    setting = {"settingId": "RedirectOnExitUrl", "value": "https://example.com/back"}
    cloud.call("POST", "/registrations/R1/configuration", json={"settings": [setting]})
    assert Player(cloud, redirectOnExitUrl="").tell("leave", {}).json()["to"] == "https://example.com/back"


def test_a_public_invitation_lets_in_as_many_as_it_has_room_for(cloud: ScormCloudClient) -> None:
    invitation = invited(cloud, registrationCap=1)
    client = cloud.world.client
    assert client.get(invitation["url"]).status_code == 200
    first = client.post(invitation["url"], data=PEOPLE)
    assert (first.status_code, first.headers["location"].partition("/launch/")[1]) == (302, "/launch/")
    assert (
        client.post(invitation["url"], data={"email": "JO@example.com"}).status_code == 302
    )  # who comes again goes on
    assert (
        page_refusal(client.post(invitation["url"], data={"email": "li@example.com"}), 403)
        == "Tides: a short quiz. This invitation is no longer open."
    )
    counted = cloud.get(f"/invitations/public/{invitation['id']}", includeRegistrationCount="true")
    assert counted["registrationCount"] == 1
    assert len(cloud.get("/registrations")["registrations"]) == 1


@pytest.mark.parametrize(
    "fields", [{}, {"email": ""}, {"email": "nobody"}, {"email": "a b@c"}, {"email": "a@b" * 100}, {"email": "a\0@b"}]
)
def test_who_does_not_say_who_they_are_is_asked_again(cloud: ScormCloudClient, fields: dict[str, str]) -> None:
    response = cloud.world.client.post(invited(cloud)["url"], data=fields)
    assert (response.status_code, 'role="alert"' in response.text) == (400, True)
    assert cloud.get("/registrations")["registrations"] == []


def test_what_was_typed_into_the_form_comes_back_escaped(cloud: ScormCloudClient) -> None:
    response = cloud.world.client.post(invited(cloud)["url"], data={"email": '"><script>alert(1)</script>'})
    assert "<script>" not in response.text


@pytest.mark.parametrize("members", [{"expirationDate": "2000-01-01T00:00:00Z"}])
def test_an_invitation_that_is_over_lets_nobody_in(cloud: ScormCloudClient, members: dict[str, Any]) -> None:
    invitation = invited(cloud, **members)
    for response in (
        cloud.world.client.get(invitation["url"]),
        cloud.world.client.post(invitation["url"], data=PEOPLE),
    ):
        assert (response.status_code, "no longer open" in response.text) == (403, True)


@pytest.mark.parametrize("query", ["", "?publicInvitationId=", "?publicInvitationId=%25", "?userInvitationId=x", "?a"])
@pytest.mark.parametrize("page", ["InvitationConfirmEmail", "InvitationLaunch"])
def test_an_invitation_that_is_not_there_answers_404(cloud: ScormCloudClient, page: str, query: str) -> None:
    assert (
        page_refusal(cloud.world.client.get(f"{cloud.world.root}/sc/{page}{query}"), 404)
        == "This link leads nowhere. Ask where you got it for a new one."
    )


def test_a_private_invitation_opens_its_registration(cloud: ScormCloudClient) -> None:
    body = {
        "courseId": "C1",
        "creatingUserEmail": "boss@example.com",
        "invitationEmail": {"addresses": ["jo@example.com"]},
    }
    invitation = cloud.call("POST", "/invitations/private", json=body).json()
    (person,) = cloud.get(f"/invitations/private/{invitation['id']}/userInvitations")["userInvitations"]
    client = cloud.world.client
    assert client.head(person["url"]).status_code == 200
    response = client.get(person["url"])
    assert response.status_code == 302
    url = cloud.world.host + response.headers["location"]
    client.post(f"{url}/start", json={"sco": "quiz"})
    people = f"/invitations/private/{invitation['id']}/userInvitations"
    assert cloud.get(people)["userInvitations"][0]["isStarted"] is True
    closed = {"allowLaunch": False}
    assert cloud.call("PUT", f"/invitations/private/{invitation['id']}", json=closed).is_success
    assert page_refusal(client.get(person["url"]), 403) == "Tides: a short quiz. This invitation is no longer open."

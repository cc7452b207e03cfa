"""Messages of the outbox, rendered: as a page, as text, and with links that open."""

import httpx

from tests.refusals import control_refusal
from tests.vendors.litmos.calling import LitmosClient
from tests.vendors.scormcloud.calling import QUIZ, ScormCloudClient
from tests.world import World

BODY = "Hello [USER],<br/><script>alert(1)</script>play [URL:here &amp; now]"


def invite(cloud: ScormCloudClient) -> None:
    """A private invitation, whose e-mail is HTML."""
    cloud.world.seed({"scormcloud": {"courses": [{"id": "C1", "sample": QUIZ}]}})
    email = {"addresses": ["jo@example.com"], "subject": "Come <b>", "body": BODY}
    body = {"courseId": "C1", "creatingUserEmail": "owner@example.com", "invitationEmail": email}
    answer = cloud.call("POST", "/invitations/private", json=body)
    assert answer.is_success, answer.text


def shown(world: World, path: str) -> httpx.Response:
    return world.client.get(f"{world.root}/_emulator/outbox/{path}")


def test_the_link_of_an_invitation_opens(cloud: ScormCloudClient) -> None:
    invite(cloud)
    message = cloud.world.control("GET", "outbox/1")
    (link,) = message["links"]
    assert (message["html"], message["text"]) == (True, f"Hello jo@example.com,\nplay here & now ({link})")
    with httpx.Client(follow_redirects=True) as browser:
        page = browser.get(link)
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "/launch" in str(page.url)


def test_the_link_of_a_welcome_opens(world: World) -> None:
    user = {"UserName": "jo@example.com", "FirstName": "Jo", "LastName": "Baba", "Email": "jo@example.com"}
    LitmosClient(world).call("POST", "/users", json=user, params={"sendmessage": "true"})
    message = world.control("GET", "outbox/1")
    assert not message["html"]
    (link,) = message["links"]
    assert message["text"] == f"An account was made for you. Log in: {link}"
    with httpx.Client(follow_redirects=True) as browser:
        page = browser.get(link)
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert f'<a href="{link}">{link}</a>' in shown(world, "1/html").text
    assert shown(world, "1/text").text == message["text"]


def test_what_is_in_a_message_is_shown_and_nothing_of_it_runs(cloud: ScormCloudClient) -> None:
    invite(cloud)
    page = shown(cloud.world, "1/html")
    assert BODY.split("[", maxsplit=1)[0] in page.text
    policy = page.headers["content-security-policy"]
    assert policy.startswith("sandbox allow-popups ")
    assert "allow-scripts" not in policy
    assert "default-src 'none'" in policy
    assert "alert" not in shown(cloud.world, "1/text").text


def test_a_message_that_is_not_there_is_refused_by_its_number(world: World) -> None:
    for path in ("7", "7/html", "7/text"):
        assert control_refusal(shown(world, path), 404) == "there is no message 7"


def test_the_newest_messages_are_listed_oldest_first_within_a_limit(world: World) -> None:
    litmos = LitmosClient(world)
    for number in range(1, 4):
        name = f"jo{number}@example.com"
        user = {"UserName": name, "FirstName": "Jo", "LastName": "Baba", "Email": name}
        litmos.call("POST", "/users", json=user, params={"sendmessage": "true"})
    listed = [world.control("GET", f"outbox{query}")["messages"] for query in ("", "?limit=2", "?after=2", "?after=3")]
    assert [[message["number"] for message in messages] for messages in listed] == [[1, 2, 3], [2, 3], [3], []]
    words = control_refusal(world.client.get(f"{world.root}/_emulator/outbox", params={"limit": "0"}), 400)
    assert words == "limit: Input should be greater than or equal to 1"

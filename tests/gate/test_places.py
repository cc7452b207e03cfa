"""Where a launch's pages are, and that nothing else is there. Real browsers: tests/hostile."""

import socket
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.refusals import control_refusal
from tests.running import running
from tests.vendors.scormcloud.calling import QUIZ, ScormCloudClient
from tests.world import World

LAUNCH = "launch-00000000000000000000000f"
OPENS = [
    {"Accept": "text/html,*/*", "Sec-Fetch-Dest": "document", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Site": "none"},
    {"Accept": "text/html,*/*"},
]
"""What a browser says when it opens a page: on its own machine or by https, and by plain http anywhere else."""


@pytest.fixture(params=["http://*.learn.internal:{first}", "http://127.0.0.1:{second}"])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path, client: httpx.Client) -> Iterator[tuple[World, str]]:
    """An emulator that courses are elsewhere of: at other names, or at a second port; and the setting."""
    listeners = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
    first, second = (listener.getsockname()[1] for listener in listeners)
    setting: str = request.param.format(first=first, second=second)
    with running(tmp_path, listeners, content_url=setting, job_mode="instant") as (root, _):
        yield World(root, "w", client), setting


def launch(world: World) -> str:
    """A launch link's way to the player: the path of the launch's page."""
    cloud = ScormCloudClient(world)
    cloud.new_course("C1", QUIZ)
    cloud.register("R1")
    link = cloud.call("POST", "/registrations/R1/launchLink", json={"redirectOnExitUrl": "Message"}).json()[
        "launchLink"
    ]
    path: str = world.client.get(link).headers["location"]
    return path


@pytest.mark.parametrize("headers", OPENS)
def test_a_browser_that_opens_a_launch_is_sent_to_the_content_url(
    elsewhere: tuple[World, str], headers: dict[str, str]
) -> None:
    world, setting = elsewhere
    path = launch(world)
    response = world.client.get(world.host + path, headers=headers)
    before, _, behind = setting.partition("*")
    to = httpx.URL(response.headers["location"])
    assert response.status_code == 302
    assert str(to).startswith(before)
    assert str(to).endswith(behind + path)
    at = {**headers, "Host": to.netloc.decode()}
    assert world.client.get(f"http://127.0.0.1:{to.port}{path}", headers=at).status_code == 200


def test_what_is_no_browser_gets_the_page_where_it_asks(elsewhere: tuple[World, str]) -> None:
    world, _ = elsewhere
    assert world.client.get(world.host + launch(world)).status_code == 200


def test_the_content_url_has_launches_and_nothing_else(elsewhere: tuple[World, str]) -> None:
    world, setting = elsewhere
    place = httpx.URL(setting.replace("*", LAUNCH))
    for path in (
        "/",
        "/_emulator/journal",
        "/_emulator/live",
        "/~w/_emulator/settings",
        "/v1.svc/users",
        "/login.aspx",
    ):
        at = {"Host": place.netloc.decode()}
        assert (
            control_refusal(world.client.get(f"http://127.0.0.1:{place.port}{path}", headers=at), 403)
            == "this host is for the pages of one launch; everything else is at the emulator's own"
        )


@pytest.mark.parametrize("claimed", ["{own}", "{own}, x", "x, {own}", ""])
def test_a_courses_origin_has_nothing_else_whatever_host_its_page_claims_that_a_proxy_was_called_by(
    world: World, claimed: str
) -> None:
    own = world.host.partition("//")[2]
    headers = {"Host": f"{LAUNCH}.localhost:{own.partition(':')[2]}", "X-Forwarded-Host": claimed.format(own=own)}
    for path in ("journal", "reset"):
        method = "POST" if path == "reset" else "GET"
        response = world.client.request(method, f"{world.root}/_emulator/{path}", headers=headers)
        assert (response.status_code, "pages of one launch" in response.text) == (403, True)
    swapped = {"Host": own, "X-Forwarded-Host": f"{own}, {headers['Host']}"}
    assert (
        control_refusal(world.client.get(f"{world.root}/_emulator/journal", headers=swapped), 403)
        == "this host is for the pages of one launch; everything else is at the emulator's own"
    )


def test_a_courses_page_that_claims_another_host_gets_no_other_launch(world: World) -> None:
    world.settings(job_mode="instant")
    path = launch(world)
    own = world.host.partition("//")[2]
    headers = {"Host": f"{LAUNCH}.localhost:{own.partition(':')[2]}", "X-Forwarded-Host": own}
    assert (
        control_refusal(world.client.get(world.host + path, headers=headers), 403)
        == "this host is for the pages of one launch; everything else is at the emulator's own"
    )

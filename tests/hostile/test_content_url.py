"""A hostile course in Chromium where the emulator is called by a name of the network and courses have a place of their own."""

import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import httpx
import pytest

from tests.browser.browser import Learner, needs_browser
from tests.hostile.sites import TRIES, course
from tests.running import running
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.world import World

pytestmark = needs_browser
SECRET = "nobody-may-read-this"


@pytest.fixture(params=["http://*.learn.internal:{first}", "http://emulator:{second}"])
def placed(request: pytest.FixtureRequest, tmp_path: Path, client: httpx.Client) -> Iterator[World]:
    """An emulator whose courses are at other names, or at a second port of the same name."""
    listeners = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
    first, second = (listener.getsockname()[1] for listener in listeners)
    setting: str = request.param.format(first=first, second=second)
    with running(tmp_path, listeners, content_url=setting, job_mode="instant") as (root, app):
        yield World(root, "w", client)
        assert app.settings.content_url == setting


def test_the_course_plays_there_and_reaches_nothing_here(placed: World, learner: Learner) -> None:
    cloud = ScormCloudClient(placed)
    assert cloud.upload("C1", course()).status_code == 200
    cloud.register("R1")
    link = cloud.call("POST", "/registrations/R1/launchLink", json={"redirectOnExitUrl": "Message"}).json()[
        "launchLink"
    ]
    placed.client.get(f"{placed.litmos}/users?source={SECRET}&apikey=litmos-account-owner")
    here = placed.host.replace("127.0.0.1", "emulator")
    learner.open(link.replace(placed.host, here)).locator("#ready").wait_for()
    there = learner.page.evaluate("location.origin")
    assert urlsplit(there).netloc != urlsplit(here).netloc
    assert "learn.internal" in there or there.startswith("http://emulator:")
    for root in (here, there, placed.host):
        control = f"{root}/~{placed.name}/_emulator"
        tries: list[tuple[str, str, dict[str, object]]] = [
            ("fetch", f"{control}/journal", {"credentials": "include"}),
            ("fetch", f"{control}/journal", {"headers": {"X-Forwarded-Host": urlsplit(here).netloc}}),
            ("fetch", f"{control}/settings", {"method": "PATCH", "body": '{"job_mode": "step"}'}),
            ("fetch", f"{control}/reset", {"method": "POST", "mode": "no-cors"}),
            ("frame", f"{control}/journal", {}),
            ("window", f"{control}/journal", {}),
        ]
        for what, url, options in tries:
            run = f"(_, given) => ({TRIES})(given)"
            found = learner.course.locator("body").evaluate(run, [what, url, options])
            assert SECRET not in found, (what, url)
    assert placed.control("GET", "settings")["job_mode"] == "instant"
    assert cloud.get("/registrations/R1")["id"] == "R1"
    assert learner.errors == []

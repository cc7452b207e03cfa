"""An emulator with a token, in Chromium: people log in, and what they have open beside it gets nothing by that."""

import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from tests.browser.browser import Learner, needs_browser
from tests.browser.test_looks import faults
from tests.hostile.sites import TRIES, course, site
from tests.running import running
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.world import World

pytestmark = needs_browser
TOKEN = "kept-for-us-alone"
SECRET = "nobody-may-read-this"

Try = Callable[..., Any]


@pytest.fixture(params=["127.0.0.1", "localhost", "emulator"])
def shared(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[World, str]]:
    """An emulator with a token, and the origin at which people open it. The last is of a network; courses have another port there."""
    listeners = [socket.create_server(("127.0.0.1", 0)) for _ in range(2)]
    first, second = (listener.getsockname()[1] for listener in listeners)
    name: str = request.param
    content = f"http://emulator:{second}" if name == "emulator" else None
    options: dict[str, Any] = {"control_token": TOKEN, "content_url": content, "job_mode": "instant"}
    with (
        running(tmp_path, listeners, **options) as (root, _),
        httpx.Client(headers={"Authorization": f"Bearer {TOKEN}"}, timeout=30) as client,
    ):
        world = World(root, "w", client)
        client.get(f"{world.litmos}/users?source={SECRET}&apikey=litmos-account-owner")
        yield world, f"http://{name}:{first}"


@pytest.fixture
def logged_in(shared: tuple[World, str], learner: Learner) -> tuple[World, str]:
    """Somebody has logged in, in the browser that the test has open."""
    _, here = shared
    learner.page.goto(f"{here}/~w/_emulator/journal")
    learner.page.fill("#token", TOKEN)
    learner.page.click("button")
    learner.page.wait_for_url("**/_emulator/journal")
    assert SECRET in learner.page.content()
    return shared


def tries(attempt: Try, root: str) -> None:
    """Everything that a page may try with the cookie of its visitor."""
    control, claimed = f"{root}/~w/_emulator", {"X-Forwarded-Host": urlsplit(root).netloc}
    ways: list[dict[str, Any]] = [{"credentials": "include"}, {"credentials": "include", "headers": claimed}, {}]
    for options in ways:
        found = attempt("fetch", f"{control}/journal", **options)
        assert SECRET not in found, options
    for what in ("frame", "window"):
        for path in ("/_emulator/journal", "/", "/_emulator/login"):
            found = attempt(what, f"{root}/~w{path}")
            assert "refused" in found or "pages of one launch" in found or "another origin" in found, (
                what,
                path,
                found,
            )
    for path, body in (("reset", ""), ("settings", '{"job_mode": "step"}'), ("seed", '{"litmos": {}}')):
        sent: list[dict[str, Any]] = [{"mode": "no-cors"}, {"headers": {"Content-Type": "application/json"}}]
        for options in sent:
            for method in ("POST", "PATCH"):
                attempt("fetch", f"{control}/{path}", method=method, body=body, credentials="include", **options)
        attempt("beacon", f"{control}/{path}", body=body)
    attempt("form", f"{control}/reset", name="a", value="b")
    attempt("form", f"{control}/logout", name="a", value="b")
    attempt("through", f"{root}/~w/", to=f"{control}/reset", method="POST")


def nothing_happened(world: World, learner: Learner, here: str) -> None:
    assert world.control("GET", "settings")["job_mode"] == "instant"
    assert SECRET in str(world.control("GET", "journal"))
    page = learner.new_page()  # and who logged in still is
    response = page.goto(f"{here}/~w/_emulator/settings")
    if (
        response is not None and response.status == 401
    ):  # a page of elsewhere may have led here: see the page's own link
        page.click("text=Go on")
    assert "job_mode" in page.content()


def test_a_hostile_course_gets_nothing_by_a_login(logged_in: tuple[World, str], learner: Learner) -> None:
    world, here = logged_in
    cloud = ScormCloudClient(world)
    assert cloud.upload("C1", course()).status_code == 200
    cloud.register("R1")
    link = cloud.call("POST", "/registrations/R1/launchLink", json={"redirectOnExitUrl": "Message"}).json()[
        "launchLink"
    ]
    learner.open(link.replace(world.host, here)).locator("#ready").wait_for()
    there = learner.page.evaluate("location.origin")
    assert there != here

    def attempt(what: str, url: str, **options: Any) -> Any:
        return learner.course.locator("body").evaluate(f"(_, given) => ({TRIES})(given)", [what, url, options])

    assert "lms-emulator" not in learner.course.locator("body").evaluate("() => document.cookie")
    for root in dict.fromkeys((here, there, world.host)):
        tries(attempt, root)
    nothing_happened(world, learner, here)
    assert cloud.get("/registrations/R1")["id"] == "R1"


@pytest.mark.parametrize("of", ["same", "elsewhere.example"])
def test_a_hostile_page_gets_nothing_by_a_login(logged_in: tuple[World, str], learner: Learner, of: str) -> None:
    world, here = logged_in
    with site() as port:
        learner.page.goto(f"http://{urlsplit(here).hostname if of == 'same' else of}:{port}/")

        def attempt(what: str, url: str, **options: Any) -> Any:
            return learner.page.evaluate(TRIES, [what, url, options])

        tries(attempt, here)
    nothing_happened(world, learner, here)


def test_people_log_in_and_out(shared: tuple[World, str], learner: Learner) -> None:
    _, here = shared
    learner.page.goto(f"{here}/~w/")
    assert faults(learner) == []
    learner.page.fill("#token", "something-else-entirely")
    learner.page.click("button")
    learner.page.get_by_role("alert").wait_for()
    assert faults(learner) == []
    learner.page.fill("#token", TOKEN)
    learner.page.press("#token", "Enter")
    learner.page.get_by_role("button", name="Log out").wait_for()
    assert (learner.page.url, faults(learner)) == (f"{here}/~w/", [])
    (cookie,) = learner.context.cookies()
    assert (cookie["httpOnly"], cookie["sameSite"], TOKEN in cookie["value"]) == (True, "Strict", False)
    changed = """() => fetch("/~w/_emulator/settings", {method: "PATCH", body: '{"job_mode": "step"}',
        headers: {"Content-Type": "application/json"}}).then(response => response.status).catch(String)"""
    learner.page.goto(f"{here}/~w/_emulator/settings")
    assert learner.page.evaluate(changed) == 200
    learner.page.goto(f"{here}/")
    learner.page.click("text=Log out")
    learner.page.locator("#token").wait_for()
    learner.page.goto(f"{here}/")
    assert learner.page.locator("#token").count() == 1
    assert learner.errors == []

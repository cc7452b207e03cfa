"""A page of another site, in Chromium, that its visitor has open beside an emulator."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.browser.browser import Learner, needs_browser
from tests.hostile.sites import TRIES, site
from tests.world import World

pytestmark = needs_browser
SECRET = "nobody-may-read-this"

Try = Callable[..., Any]


@pytest.fixture(params=["127.0.0.1", "elsewhere.example"])
def attempt(request: pytest.FixtureRequest, learner: Learner) -> Iterator[Try]:
    """Another site is open; tries something as it. One is of the same host as the emulator, at another port."""
    with site() as port:
        learner.page.goto(f"http://{request.param}:{port}/")
        yield lambda what, url, **options: learner.page.evaluate(TRIES, [what, url, options])


def test_it_resets_and_plants_nothing(world: World, attempt: Try) -> None:
    world.settings(job_mode="step")
    control = f"{world.root}/_emulator"
    planted = '{"litmos": {"users": [{"UserName": "intruder", "FirstName": "I", "LastName": "I", "AccessLevel": "Account_Owner"}]}}'
    for options in ({"mode": "no-cors"}, {"headers": {"Content-Type": "application/json"}}, {}):
        for path, body in (("reset", ""), ("seed", planted)):
            attempt("fetch", f"{control}/{path}", method="POST", body=body, **options)
    attempt("beacon", f"{control}/seed", body=planted)
    attempt("form", f"{control}/seed", name=planted[:-1] + ', "x', value='": {}}')
    attempt("form", f"{control}/reset", name="a", value="b")
    api = "v1.svc/users?source=t&format=json&apikey=litmos-account-owner"
    attempt("fetch", f"{world.root}/{api}", method="POST", mode="no-cors", body='{"UserName": "intruder"}')
    assert world.control("GET", "settings")["job_mode"] == "step"
    assert "intruder" not in world.client.get(f"{world.root}/{api}").text


def test_it_reads_nothing(world: World, attempt: Try) -> None:
    world.client.get(f"{world.litmos}/users?source={SECRET}&apikey=litmos-account-owner")
    for path in ("_emulator/journal", "_emulator/settings", "v1.svc/users?source=t&apikey=litmos-account-owner", ""):
        for what in ("fetch", "frame", "window"):
            found = attempt(what, f"{world.root}/{path}")
            assert "refused" in found, (what, path, found[:200])
    for options in ({}, {"headers": {"X-Experience-API-Version": "1.0.3"}}):
        found = attempt("fetch", f"{world.root}/lrs/EMULATOR01/statements", **options)
        assert "refused" in found or found.startswith("cors 401"), found


def test_a_site_whose_name_leads_here_is_refused(world: World, learner: Learner) -> None:
    port = world.host.rpartition(":")[2]
    response = learner.page.goto(f"http://elsewhere.example:{port}/_emulator/journal")
    assert response is not None
    assert response.status == 421
    found = learner.page.evaluate(TRIES, ["fetch", f"/~{world.name}/_emulator/journal", {}])
    assert found.startswith("basic 421")


def test_the_page_of_the_apis_says_why_it_sends_nothing_where_courses_share_its_address(
    learner: Learner, world: World
) -> None:
    learner.page.goto(f"{world.root}/docs".replace("127.0.0.1", "emulator"))
    learner.page.locator("#fenced").wait_for()
    assert "EMULATOR_CONTENT_URL" in learner.page.locator("#fenced").inner_text()
    learner.page.get_by_role("link", name="Litmos").click()
    learner.page.wait_for_url("**/_emulator/openapi/litmos.json")
    assert "3.1.0" in learner.page.content()

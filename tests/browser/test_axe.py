"""axe-core finds nothing in the pages of the console and of the player, light and dark."""

import pytest

from emulator.example_seed import text as example_seed
from tests.browser.axe.rules import violations
from tests.browser.browser import Learner, needs_browser
from tests.browser.test_console import PATHS, REGISTRATION, address
from tests.browser.test_looks import PAGES
from tests.vendors.litmos.calling import LitmosClient
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.world import World

pytestmark = needs_browser


def both(learner: Learner) -> list[str]:
    """Everything in the light, and the contrast in the dark."""
    learner.page.emulate_media(color_scheme="light")
    found = violations(learner.page)
    learner.page.emulate_media(color_scheme="dark")
    return found + violations(learner.page, "color-contrast")


def test_axe_finds_nothing_in_any_page_of_the_console(world: World, learner: Learner) -> None:
    world.client.post(f"{world.root}/_emulator/seed", content=example_seed())
    litmos = LitmosClient(world)
    litmos.call("GET", "/users/nobody")
    litmos.call("POST", "/users", json={"UserName": "a@example.com", "FirstName": "A", "LastName": "B"})
    world.control("POST", "faults/recipes/slow-network")
    world.control("POST", "snapshots", json={"name": "clean"})
    world.client.post(f"{world.root}/_emulator/sink/here", content="x")
    litmos.new_course("Tides")
    found = {}
    for path in (*PATHS, REGISTRATION, "journal/2", "world/learners", "world/changes?snapshot=clean"):
        learner.page.goto(address(world, path))
        for summary in learner.page.locator("main summary").all():
            summary.click()
        found[path] = both(learner)
    wrong = [f"{path}: {each}" for path, its in found.items() for each in its]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("show", [each for each in PAGES if each.__name__ != "start"], ids=lambda show: show.__name__)
def test_axe_finds_nothing_in_a_page_for_learners(show, cloud: ScormCloudClient, learner: Learner) -> None:  # type: ignore[no-untyped-def]
    show(cloud, learner)
    assert both(learner) == []

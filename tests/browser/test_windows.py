"""Windows of their own for the player and for SCOs, and time limits, as settings want them."""

import pytest

from tests.browser.browser import Learner, eventually, needs_browser
from tests.browser.courses.test_scorm12 import link, progress
from tests.browser.making import course_12, course_2004, says, waits_for
from tests.browser.test_connection import FLOW, does_12, does_2004
from tests.browser.test_menus import STATUS, entry, ready
from tests.vendors.scormcloud.calling import ScormCloudClient

pytestmark = needs_browser
SIZE = {"PlayerDesiredWidth": "640", "PlayerDesiredHeight": "480"}


def inner_size(page: object) -> tuple[int, int]:
    width, height = page.evaluate("[innerWidth, innerHeight]")  # type: ignore[attr-defined]
    return width, height


@pytest.mark.parametrize(
    ("kind", "asks"), [("NEW_WINDOW", False), ("NEW_WINDOW_AFTER_CLICK_WITHOUT_BROWSER_TOOLBAR", True)]
)
def test_a_player_in_a_window_of_its_own_leads_its_opener_on(
    cloud: ScormCloudClient, learner: Learner, kind: str, asks: bool
) -> None:
    ready(cloud, course_12({"one": "", "two": ""}), PlayerLaunchType=kind, **SIZE)
    opener = learner.page
    with learner.context.expect_page() as opened:
        opener.goto(link(cloud))
        if asks:
            opener.get_by_text("This course opens in a window of its own").wait_for()
            opener.click("#notice-button")
    learner.page = opened.value
    opener.get_by_text("This course is open in a window of its own").wait_for()
    waits_for(learner, "one")
    assert inner_size(learner.page)[0] in range(600, 660)
    says(learner, "SetValue", STATUS, "completed")
    learner.page.click("#contents")
    entry(learner, "two").click()
    waits_for(learner, "two")
    with learner.page.expect_event("close"):
        learner.page.click("#exit")
    opener.get_by_text("You have left the course").wait_for()
    seen = progress(cloud)["activityDetails"]["children"]
    assert [each["activityCompletion"] for each in seen] == ["COMPLETED", "INCOMPLETE"]
    assert learner.errors == []


def test_a_player_whose_window_is_closed_has_kept_all(cloud: ScormCloudClient, learner: Learner) -> None:
    ready(cloud, course_2004({"one": "", "two": ""}, FLOW), PlayerLaunchType="NEW_WINDOW")
    opener = learner.page
    with learner.context.expect_page() as opened:
        opener.goto(link(cloud))
    learner.page = opened.value
    waits_for(learner, "one")
    does_2004(learner)
    learner.close()
    opener.get_by_text("You have left the course").wait_for()
    first = eventually(
        lambda: progress(cloud)["activityDetails"]["children"][0], lambda seen: seen["runtime"]["location"] == "5"
    )
    assert (first["activitySuccess"], first["runtime"]["location"]) == ("FAILED", "5")


@pytest.mark.parametrize("content", [course_12({"one": "", "two": ""}), course_2004({"one": "", "two": ""}, FLOW)])
@pytest.mark.parametrize("closes", ["learner", "sco", "player"])
def test_a_sco_in_a_window_of_its_own_reports_to_its_player(
    cloud: ScormCloudClient, learner: Learner, content: bytes, closes: str
) -> None:
    ready(cloud, content, PlayerScoLaunchType="NEW_WINDOW_WITHOUT_BROWSER_TOOLBAR", **SIZE)
    with learner.context.expect_page() as opened:
        learner.page.goto(link(cloud))
    sco = opened.value
    sco.locator("#ready").get_by_text("one", exact=True).wait_for()
    assert inner_size(sco) == (640, 480)
    is_12 = learner.page.evaluate("Boolean(window.API)")
    done = {STATUS: "failed", "cmi.core.lesson_location": "5"}
    if not is_12:
        done = {"cmi.success_status": "failed", "cmi.completion_status": "completed", "cmi.location": "5"}
    for name, value in done.items():
        assert sco.evaluate("([name, value]) => say('SetValue', name, value)", [name, value]) == "true"
    if closes == "sco":
        sco.evaluate("end => { say(end, ''); window.close(); }", "Finish" if is_12 else "Terminate")
    elif closes == "learner":
        sco.close(run_before_unload=True)
    if closes == "player":
        learner.exit()
    else:
        learner.page.get_by_text("This part is closed").wait_for()
    if not sco.is_closed():
        sco.wait_for_event("close")
    first = progress(cloud)["activityDetails"]["children"][0]
    assert (first["activitySuccess"], first["runtime"]["location"]) == ("FAILED", "5")
    assert learner.errors == []


@pytest.mark.parametrize(
    ("size", "features"),
    [
        ({}, "popup"),
        ({"width": 300, "height": 200}, "popup,width=300,height=200"),
        ({"width": 100_000, "leastWidth": 40}, "popup,width=SCREEN"),
        ({"width": 300, "leastWidth": 400}, "popup,width=400"),
        ({"leastWidth": 100_000, "fixed": True}, "popup,width=100000,resizable=no"),
        ({"width": 300, "full": True}, "popup,width=SCREEN,height=TALL,left=0,top=0"),
    ],
)
def test_the_size_of_a_window_is_what_is_wished_and_possible(
    cloud: ScormCloudClient, learner: Learner, size: dict[str, int], features: str
) -> None:
    ready(cloud, course_12({"one": ""}))
    learner.open(link(cloud))
    waits_for(learner, "one")
    found = learner.page.evaluate("size => makeWindows(size).features({ bare: true })", size)
    wide, tall = learner.page.evaluate("[screen.availWidth, screen.availHeight]")
    assert found == features.replace("SCREEN", str(wide)).replace("TALL", str(tall))


def test_a_course_is_left_when_its_time_is_up(cloud: ScormCloudClient, learner: Learner) -> None:
    ready(cloud, course_12({"one": ""}), PlayerTimeLimit="1")
    learner.page.clock.install()
    learner.open(link(cloud))
    waits_for(learner, "one")
    does_12(learner)
    learner.page.clock.fast_forward(30_000)
    learner.page.reload()  # as each of a course's parts does; the time goes on
    waits_for(learner, "one")
    learner.page.clock.fast_forward(20_000)
    assert learner.page.locator("#content").is_visible()
    does_12(learner)
    learner.page.clock.fast_forward(11_000)
    learner.page.get_by_text("You have left the course").wait_for()
    assert progress(cloud)["registrationSuccess"] == "FAILED"

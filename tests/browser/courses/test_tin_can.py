"""A Tin Can course in a real browser, and what SCORM Cloud says of it."""

from typing import Any

from tests.browser.browser import Learner, eventually, needs_browser
from tests.browser.courses.test_cmi5 import statements, verbs
from tests.browser.courses.test_scorm12 import link, progress
from tests.vendors.scormcloud.calling import ScormCloudClient

pytestmark = needs_browser


def ready(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1", "tincan-minimal.zip")
    cloud.register("R1")


def turn(learner: Learner, pages: int) -> None:
    learner.course.locator("#status").get_by_text("Your platform is connected.").wait_for()
    for page in range(2, pages + 2):
        learner.course.locator("#next").click()
        learner.course.locator("#place").get_by_text(f"Page {page} of 4").wait_for()


def test_a_course_that_is_read_to_its_end_is_completed(cloud: ScormCloudClient, learner: Learner) -> None:
    ready(cloud)
    learner.open(link(cloud))
    turn(learner, 3)
    learner.course.locator("#next").click()
    learner.course.locator("#status").get_by_text("Completed").wait_for()
    learner.picture("tin-can")
    learner.exit()
    seen = progress(cloud)
    assert (seen["registrationCompletion"], seen["registrationSuccess"]) == ("COMPLETED", "UNKNOWN")
    assert seen["score"] == {"scaled": 100.0}
    assert seen["totalSecondsTracked"] > 0
    assert verbs(cloud) == ["initialized", "progressed", "progressed", "progressed", "completed"]
    actor = statements(cloud)[0]["actor"]
    assert actor["name"] == "Jo Baba"
    assert actor["account"]["name"] == "EMULATOR01|L1"
    (launch,) = cloud.get("/registrations/R1/launchHistory")["launchHistory"]
    assert launch["completionStatus"] == "COMPLETED"
    assert learner.errors == []


def test_closing_the_window_half_way_loses_nothing(cloud: ScormCloudClient, learner: Learner) -> None:
    ready(cloud)
    learner.open(link(cloud))
    turn(learner, 2)
    eventually(lambda: verbs(cloud), lambda seen: len(seen) == 3)
    learner.close()
    left = eventually(lambda: progress(cloud), lambda seen: seen["totalSecondsTracked"] > 0)
    assert (left["registrationCompletion"], left["registrationCompletionAmount"]) == ("INCOMPLETE", 0.5)
    learner.page = learner.new_page()
    learner.open(link(cloud))
    learner.course.locator("#status").get_by_text("Welcome back.").wait_for()
    assert learner.course.locator("#place").inner_text().upper() == "PAGE 3 OF 4"


def test_pages_that_are_turned_fast_arrive_in_their_order(cloud: ScormCloudClient, learner: Learner) -> None:
    ready(cloud)
    learner.open(link(cloud))
    turn(learner, 0)
    first: list[Any] = []

    def hold(route: Any) -> None:
        if first:
            route.continue_()
        else:
            first.append(route)

    learner.page.route("**/activities/state*", hold)
    turn(learner, 3)
    with learner.page.expect_event("requestfinished", lambda sent: '/progress":75' in (sent.post_data or "")):
        first[0].continue_()
    share = "https://w3id.org/xapi/cmi5/result/extensions/progress"
    pages = [each["result"]["extensions"][share] for each in statements(cloud) if "result" in each]
    assert pages == [25, 50, 75]


def test_a_registration_that_is_reset_finds_no_bookmark(cloud: ScormCloudClient, learner: Learner) -> None:
    ready(cloud)
    learner.open(link(cloud))
    turn(learner, 1)
    learner.exit()
    cloud.call("DELETE", "/registrations/R1/progress")
    learner.open(link(cloud))
    learner.course.locator("#status").get_by_text("Your platform is connected.").wait_for()
    assert learner.course.locator("#place").inner_text().upper() == "PAGE 1 OF 4"


def test_a_launch_without_tracking_keeps_nothing(cloud: ScormCloudClient, learner: Learner) -> None:
    ready(cloud)
    learner.open(link(cloud))
    turn(learner, 1)
    learner.exit()
    before, said = progress(cloud), verbs(cloud)
    learner.open(link(cloud, tracking=False))
    turn(learner, 2)
    learner.exit()
    assert (progress(cloud), verbs(cloud)) == (before, said)

"""Courses of cmi5 and Tin Can made by others in a real browser. They lie beside the checkout, not in it; without them these are skipped."""

from typing import Any

import pytest

from tests.browser.browser import Learner, eventually, needs_browser
from tests.browser.courses.test_cmi5 import statements, verbs
from tests.browser.courses.test_real_packages import ready
from tests.browser.courses.test_scorm12 import link, progress
from tests.courseware.test_real_packages import GEOLOGY
from tests.courseware.test_real_packages import pytestmark as needs_packages
from tests.vendors.scormcloud.calling import ScormCloudClient

pytestmark = [*needs_browser, needs_packages]


def said(cloud: ScormCloudClient, verb: str) -> bool:
    return verb in eventually(lambda: verbs(cloud), lambda seen: verb in seen)


def lrs_calls(cloud: ScormCloudClient) -> list[Any]:
    """The calls of a course to the LRS, as the journal has them."""
    return [entry for entry in cloud.world.journal() if "/lrs/" in entry["request"]["target"]]


def kept(cloud: ScormCloudClient, number: int) -> bool:
    """Waits until the LRS has stored this many statements and documents of a course: all that it sends by itself.

    A course that is left before may send its end first, and the rest is refused. The end itself is not counted: the browser
    may break it off.
    """
    stored: int = eventually(
        lambda: sum(
            entry["request"]["method"] == "PUT"
            and entry["response"]["status"] == 204
            and "verbs/terminated" not in entry["request"]["body"]
            for entry in lrs_calls(cloud)
        ),
        lambda stored: stored >= number,
    )
    return stored == number


def refusals(cloud: ScormCloudClient) -> list[Any]:
    """What was refused in the LRS, besides documents that are not there yet.

    Not what the browser itself broke off: of a statement that a course sends as its page is left, it may have sent the head alone.
    """
    entries = lrs_calls(cloud)
    assert entries
    whole = [entry for entry in entries if "the client closed the connection" not in (entry["explanation"] or "")]
    found = [(entry["request"]["target"], entry["response"]["status"]) for entry in whole]
    return [each for each in found if each[1] >= 400 and each[1] != 404]


def test_a_unit_of_cmi5_begins_its_session_and_is_left(cloud: ScormCloudClient, learner: Learner) -> None:
    ready(cloud, "cmi5-single-au-responsive.zip")
    learner.open(link(cloud))
    assert kept(cloud, 4)
    assert said(cloud, "initialized")
    learner.picture("responsive")
    learner.exit()
    seen = progress(cloud)
    assert seen["registrationCompletion"] == "INCOMPLETE"
    assert seen["totalSecondsTracked"] > 0
    assert refusals(cloud) == []


def test_a_course_of_several_units_goes_from_one_to_the_next(cloud: ScormCloudClient, learner: Learner) -> None:
    ready(cloud, "cmi5-multi-au-framed-slim.zip")
    learner.open(link(cloud))
    assert kept(cloud, 6)
    assert said(cloud, "completed")  # each of its units is completed by its launch
    learner.picture("multi")
    learner.page.click("#next")
    second = f"{GEOLOGY}multi-au-framed/2"
    learner.page.locator(f'[data-sco="{second}"][aria-current="page"]').wait_for()
    assert kept(cloud, 11)
    assert verbs(cloud).count("completed") == 2
    learner.exit()
    seen = progress(cloud)
    done = [each["activityCompletion"] for each in seen["activityDetails"]["children"]]
    assert done[:3] == ["COMPLETED", "COMPLETED", "UNKNOWN"]
    assert seen["registrationCompletion"] == "INCOMPLETE"
    assert refusals(cloud) == []


def test_a_unit_in_a_window_of_its_own_leads_back_by_its_own_exit(cloud: ScormCloudClient, learner: Learner) -> None:
    ready(cloud, "cmi5-masteryscore-framed-slim.zip")
    learner.page.goto(link(cloud))
    with learner.context.expect_page() as opening:
        learner.page.get_by_role("button", name="Open it").click()
    assert kept(cloud, 4)
    assert said(cloud, "initialized")
    opening.value.get_by_role("button", name="Exit").click()
    learner.page.get_by_text("You may close this window").wait_for()
    assert said(cloud, "terminated")
    if not opening.value.is_closed():
        opening.value.wait_for_event("close")
    assert refusals(cloud) == []


def test_a_tin_can_course_tells_what_is_done_in_it_and_goes_on_where_it_was(
    cloud: ScormCloudClient, learner: Learner
) -> None:
    ready(cloud, "tincan-golf.zip")
    course = learner.open(link(cloud))
    assert said(cloud, "initialized")
    for _ in range(3):
        course.get_by_role("button", name="Next").or_(course.locator("#butNext")).first.click()
    learner.picture("golf")
    assert said(cloud, "experienced")
    learner.exit()
    assert progress(cloud)["totalSecondsTracked"] > 0
    registration = progress(cloud)["xapiRegistrationId"]
    assert {each["context"]["registration"] for each in statements(cloud)} == {registration}
    assert refusals(cloud) == []


@pytest.mark.parametrize("name", ["cmi5-single-au-responsive.zip", "tincan-golf.zip"])
def test_closing_the_window_leaves_the_statements(cloud: ScormCloudClient, learner: Learner, name: str) -> None:
    ready(cloud, name)
    learner.open(link(cloud))
    assert said(cloud, "initialized")
    learner.close()
    seen = eventually(lambda: progress(cloud), lambda seen: seen["totalSecondsTracked"] > 0)
    assert seen["totalSecondsTracked"] > 0
    assert "initialized" in verbs(cloud)

"""Packages made by others in a real browser. They lie beside the checkout, not in it; without them these tests are skipped."""

import pytest

from tests.browser.browser import Learner, needs_browser
from tests.browser.courses.test_scorm12 import link, progress
from tests.courseware.test_real_packages import PACKAGES
from tests.courseware.test_real_packages import pytestmark as needs_packages
from tests.vendors.scormcloud.calling import ScormCloudClient

pytestmark = [*needs_browser, needs_packages]


def ready(cloud: ScormCloudClient, name: str) -> None:
    response = cloud.upload("C1", (PACKAGES / name).read_bytes())
    assert cloud.job(response.json()["result"])["status"] == "COMPLETE"
    cloud.register("R1")


def test_a_course_that_forces_its_order_opens_one_part_after_the_other(
    cloud: ScormCloudClient, learner: Learner
) -> None:
    ready(cloud, "scorm2004-3rd-seq-forced.zip")
    learner.open(link(cloud))
    menu = learner.page.locator("#menu")
    assert menu.locator('[data-sco="etuqiette_item"]').is_disabled()
    learner.course.locator("#butNext:enabled").wait_for()
    for _ in range(20):
        if not learner.course.locator("#butNext").is_enabled():
            break
        learner.course.locator("#butNext").click()
    learner.picture("forced")
    learner.page.click("#next")
    menu.locator('[data-sco="etuqiette_item"][aria-current="page"]').wait_for()
    assert menu.locator('[data-sco="playing_item"]').get_attribute("data-status") in ("completed", "passed")
    learner.exit()
    assert progress(cloud)["registrationCompletion"] == "INCOMPLETE"


@pytest.mark.parametrize(
    ("name", "completion"),
    [
        ("scorm12-single-basic.zip", "INCOMPLETE"),
        ("scorm12-multi-mini.zip", "INCOMPLETE"),
        ("scorm12-prerequisites.zip", "INCOMPLETE"),
        ("scorm2004-2nd-single.zip", "COMPLETED"),  # says nothing, so it counts as completed when it is left (SN UP.4)
        ("scorm2004-3rd-advanced.zip", "INCOMPLETE"),
    ],
)
def test_a_real_course_opens_and_is_left_and_opens_again(
    cloud: ScormCloudClient, learner: Learner, name: str, completion: str
) -> None:
    ready(cloud, name)
    for _ in range(2):
        learner.open(link(cloud)).locator("body").wait_for()
        learner.page.wait_for_load_state("networkidle")
        learner.picture(name)
        learner.exit()
    assert learner.errors == []
    assert progress(cloud)["registrationCompletion"] == completion
    player = [entry for entry in cloud.world.journal() if entry["vendor"] == "player"]
    refused = {note for entry in player for note in entry["notes"]}
    assert not refused
    assert {entry["response"]["status"] for entry in player} == {200}

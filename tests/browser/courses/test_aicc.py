"""AICC courses in a real browser: the unit finds its AICC_URL and talks HACP, and SCORM Cloud says what came of it."""

from typing import Any

from tests.browser.browser import Learner, eventually, needs_browser
from tests.courseware.test_real_packages import PACKAGES
from tests.courseware.test_real_packages import pytestmark as needs_packages
from tests.vendors.scormcloud.calling import ScormCloudClient

pytestmark = needs_browser
AICC = "aicc-minimal.zip"


def link(cloud: ScormCloudClient) -> str:
    response = cloud.call("POST", "/registrations/R1/launchLink", json={"redirectOnExitUrl": "Message"})
    assert response.status_code == 200, response.text
    found: str = response.json()["launchLink"]
    return found


def progress(cloud: ScormCloudClient) -> Any:
    return cloud.get("/registrations/R1", includeChildResults=True, includeRuntime=True)


def answer(learner: Learner, loop: str, join: str) -> None:
    learner.course.locator(f'input[name="loop"][value="{loop}"]').check()
    learner.course.locator(f'input[name="join"][value="{join}"]').check()
    learner.course.locator("#submit").click()
    learner.course.get_by_text("of 100:").wait_for()


def test_a_unit_is_greeted_by_name_passed_and_reported(cloud: ScormCloudClient, learner: Learner) -> None:
    cloud.new_course("C1", AICC)
    cloud.register("R1")
    learner.open(link(cloud)).get_by_text("Your platform is connected.").wait_for()
    assert "Jo" in learner.course.locator("#learner").inner_text()
    assert progress(cloud)["registrationCompletion"] == "INCOMPLETE"
    answer(learner, "bowline", "bend")
    learner.picture("aicc")
    learner.exit()
    seen = eventually(lambda: progress(cloud), lambda found: found["totalSecondsTracked"] > 0)
    assert (seen["registrationCompletion"], seen["registrationSuccess"]) == ("COMPLETED", "PASSED")
    assert (seen["score"], seen["totalSecondsTracked"] > 0) == ({"scaled": 100.0}, True)
    assert learner.errors == []


def test_a_unit_that_is_left_half_way_goes_on_in_the_next_launch(cloud: ScormCloudClient, learner: Learner) -> None:
    cloud.new_course("C1", AICC)
    cloud.register("R1")
    learner.open(link(cloud)).get_by_text("Your platform is connected.").wait_for()
    learner.exit()
    left = eventually(lambda: progress(cloud), lambda found: found["activityDetails"]["suspended"])
    assert (left["registrationCompletion"], left["activityDetails"]["suspended"]) == ("INCOMPLETE", True)
    learner.open(link(cloud)).get_by_text("Your platform is connected.").wait_for()
    answer(learner, "slip", "hitch")
    learner.exit()
    assert progress(cloud)["registrationSuccess"] == "FAILED"
    history = cloud.get("/registrations/R1/launchHistory")["launchHistory"]
    assert [each["successStatus"] for each in history] == ["UNKNOWN", "FAILED"]


@needs_packages
def test_a_package_of_others_passes_with_what_its_unit_sends(cloud: ScormCloudClient, learner: Learner) -> None:
    assert cloud.upload("C1", (PACKAGES / "aicc-tiny.zip").read_bytes()).status_code == 200
    cloud.register("R1")
    learner.open(link(cloud)).get_by_text("error=0").wait_for()
    assert "lesson=1" in learner.course.locator("#p").inner_text()
    learner.course.locator("#b").click()
    eventually(lambda: progress(cloud), lambda found: found["registrationSuccess"] == "PASSED")
    learner.exit()
    seen = progress(cloud)
    assert (seen["registrationSuccess"], seen["score"]) == ("PASSED", {"scaled": 85.0})
    (unit,) = seen["activityDetails"]["children"]
    assert (unit["runtime"]["location"], unit["runtime"]["totalTime"]) == ("p2", "0000:01:05")

"""Data that are more than a browser sends for a page that goes away (64 KiB)."""

from tests.browser.browser import Learner, eventually, needs_browser
from tests.browser.courses.test_scorm12 import link, progress
from tests.browser.making import course_12, course_2004, says, waits_for
from tests.vendors.scormcloud.calling import ScormCloudClient

pytestmark = needs_browser
MUCH = "é" * 60_000  # 120,000 bytes


def kept(cloud: ScormCloudClient) -> tuple[str, str]:
    runtime = progress(cloud)["activityDetails"]["children"][0]["runtime"]
    return runtime["suspendData"], runtime["location"]


def test_much_suspend_data_is_kept_before_the_window_closes(cloud: ScormCloudClient, learner: Learner) -> None:
    cloud.upload("C1", course_2004({"one": ""}))
    cloud.register("R1")
    learner.open(link(cloud))
    waits_for(learner, "one")
    says(learner, "SetValue", "cmi.suspend_data", MUCH)
    assert eventually(lambda: kept(cloud)[0], lambda seen: seen == MUCH) == MUCH
    says(learner, "SetValue", "cmi.location", "7")
    learner.close()
    assert eventually(lambda: kept(cloud), lambda seen: seen[1] == "7") == (MUCH, "7")


def test_much_that_is_set_just_before_the_window_closes_is_kept(cloud: ScormCloudClient, learner: Learner) -> None:
    cloud.upload("C1", course_12({"one": ""}))
    cloud.register("R1")
    learner.open(link(cloud))
    waits_for(learner, "one")
    learner.course.locator("#ready").evaluate(
        """(_, much) => {
          say("SetValue", "cmi.core.lesson_location", "7");
          say("SetValue", "cmi.suspend_data", much);
          setTimeout(() => { top.location.href = "about:blank"; }, 0);
        }""",
        "x" * 64_000,
    )
    assert eventually(lambda: kept(cloud), lambda seen: seen[1] == "7") == ("x" * 64_000, "7")

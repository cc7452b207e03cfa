"""Compressed text and emoji cut in two: a lone surrogate costs nothing."""

import pytest

from tests.browser.browser import Learner, needs_browser
from tests.browser.courses.test_scorm12 import link, progress
from tests.browser.making import course_12, course_2004, says, waits_for
from tests.vendors.scormcloud.calling import ScormCloudClient

pytestmark = needs_browser
SETS = """(_, name) => {
  window.half = "\\u0000compressed \\ud83d\\\\ud83d \\udc00" + String.fromCharCode(0xD812) + "é";
  return say("SetValue", name, half);
}"""


@pytest.mark.parametrize(
    ("content", "location", "end"),
    [
        (course_12({"one": ""}), "cmi.core.lesson_location", "Finish"),
        (course_2004({"one": ""}), "cmi.location", "Terminate"),
    ],
)
def test_half_a_character_is_kept_and_takes_nothing_along(
    cloud: ScormCloudClient, learner: Learner, content: bytes, location: str, end: str
) -> None:
    cloud.upload("C1", content)
    cloud.register("R1")
    learner.open(link(cloud))
    waits_for(learner, "one")
    assert learner.course.locator("#ready").evaluate(SETS, "cmi.suspend_data") == "true"
    says(learner, "SetValue", location, "5")
    says(learner, "SetValue", "cmi.core.exit" if end == "Finish" else "cmi.exit", "suspend")
    assert says(learner, "Commit", "") == "true"
    assert says(learner, end, "") == "true"
    learner.page.get_by_text("You have left the course").wait_for()
    runtime = progress(cloud)["activityDetails"]["children"][0]["runtime"]
    assert runtime["location"] == "5"
    assert runtime["suspendData"] == "\x00compressed \U0010f83d\\ud83d \U0010fc00\U0010f812é"
    learner.open(link(cloud))
    waits_for(learner, "one")
    same = """() => {
      const half = "\\u0000compressed \\ud83d\\\\ud83d \\udc00" + String.fromCharCode(0xD812) + "é";
      return say("GetValue", "cmi.suspend_data") === half;
    }"""
    assert learner.course.locator("#ready").evaluate(same) is True
    assert learner.errors == []

"""A SCORM 2004 course with two SCOs in a real browser: menu, objectives, interactions, and what SCORM Cloud says of it."""

from typing import Any

from tests.browser.browser import Learner, needs_browser
from tests.browser.test_scorm12 import link, progress
from tests.vendors.scormcloud.calling import TWO_SCOS, ScormCloudClient

pytestmark = needs_browser


def sco(seen: Any, number: int) -> Any:
    return seen["activityDetails"]["children"][0]["children"][number]


def test_two_scos_are_played_from_the_menu_and_come_back_with_objectives_and_interactions(
    cloud: ScormCloudClient, learner: Learner
) -> None:
    cloud.new_course("C1", TWO_SCOS)
    cloud.register("R1")
    page = learner.page
    lesson = learner.open(link(cloud))
    while lesson.locator("#next").is_enabled():
        lesson.locator("#next").click()
    learner.picture("lesson")
    page.locator('#menu [data-sco="check"]').click()
    page.locator('#menu [data-sco="lesson"][data-status="passed"]').wait_for()
    for field in learner.course.locator("fieldset").all():
        right = field.get_attribute("data-right")
        field.locator(f'input[value="{right}"]').check()
    learner.course.locator("#submit").click()
    learner.picture("check")
    learner.exit()
    seen = progress(cloud)
    assert (seen["registrationCompletion"], seen["registrationSuccess"]) == ("COMPLETED", "PASSED")
    first, second = sco(seen, 0), sco(seen, 1)
    assert [(each["id"], each["objectiveCompletion"]) for each in first["objectives"]] == [
        ("lesson-read", "COMPLETED"),
        ("knows-isobars", "COMPLETED"),
        ("knows-fronts", "COMPLETED"),
    ]
    assert [(each["id"], each["objectiveSuccess"]) for each in second["objectives"]] == [
        ("check-passed", "PASSED"),
        ("knows-isobars", "PASSED"),
        ("knows-fronts", "PASSED"),
    ]
    runtime = second["runtime"]
    assert (runtime["scoreScaled"], runtime["exit"]) == ("1", "normal")
    assert [each["result"] for each in runtime["runtimeInteractions"]] == ["correct", "correct"]
    assert learner.errors == []

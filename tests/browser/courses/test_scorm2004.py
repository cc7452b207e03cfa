"""A SCORM 2004 course with two SCOs in a real browser: menu, objectives, interactions, and what SCORM Cloud says of it."""

from typing import Any

from tests.browser.browser import Learner, eventually, needs_browser
from tests.browser.courses.test_scorm12 import link, progress
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
    learner.course.locator("#submit").wait_for()
    assert page.locator('#menu [data-sco="lesson"]').get_attribute("data-status") == "passed"
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


def test_a_course_of_two_scos_that_is_left_goes_on_with_the_second(cloud: ScormCloudClient, learner: Learner) -> None:
    cloud.new_course("C1", TWO_SCOS)
    cloud.register("R1")
    lesson = learner.open(link(cloud))
    while lesson.locator("#next").is_enabled():
        lesson.locator("#next").click()
    learner.page.click("#next")
    learner.course.locator("#submit").wait_for()
    learner.exit()
    left = progress(cloud)
    assert (sco(left, 0)["activityCompletion"], sco(left, 1)["suspended"]) == ("COMPLETED", True)
    learner.open(link(cloud))
    learner.course.locator("#submit").wait_for()
    learner.page.click("#previous")
    learner.course.locator("#place").wait_for()
    assert learner.errors == []


def test_closing_the_window_of_the_second_sco_keeps_both(cloud: ScormCloudClient, learner: Learner) -> None:
    cloud.new_course("C1", TWO_SCOS)
    cloud.register("R1")
    lesson = learner.open(link(cloud))
    while lesson.locator("#next").is_enabled():
        lesson.locator("#next").click()
    learner.page.click("#next")
    learner.course.locator("#submit").wait_for()
    learner.close()
    left = eventually(lambda: progress(cloud), lambda seen: sco(seen, 1)["suspended"])
    assert (sco(left, 0)["activityCompletion"], sco(left, 1)["suspended"]) == ("COMPLETED", True)
    learner.page = learner.new_page()
    learner.open(link(cloud))
    learner.course.locator("#submit").wait_for()


def test_a_preview_of_two_scos_leads_from_one_to_the_other(cloud: ScormCloudClient, learner: Learner) -> None:
    cloud.new_course("C1", TWO_SCOS)
    learner.open(cloud.call("POST", "/courses/C1/preview", json={}).json()["launchLink"])
    learner.course.locator("#place").wait_for()
    learner.page.click("#next")
    learner.course.locator("#submit").wait_for()
    learner.exit()
    assert "You have left the course" in learner.page.content()

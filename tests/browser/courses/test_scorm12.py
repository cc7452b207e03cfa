"""A SCORM 1.2 course in a real browser, and what SCORM Cloud says of it."""

from typing import Any

from tests.browser.browser import Learner, eventually, needs_browser
from tests.vendors.scormcloud.calling import QUIZ, ScormCloudClient

pytestmark = needs_browser
FULL = {"includeChildResults": True, "includeRuntime": True, "includeInteractionsAndObjectives": True}


def link(cloud: ScormCloudClient, **body: Any) -> str:
    response = cloud.call("POST", "/registrations/R1/launchLink", json={"redirectOnExitUrl": "Message", **body})
    assert response.status_code == 200, response.text
    found: str = response.json()["launchLink"]
    return found


def progress(cloud: ScormCloudClient) -> Any:
    return cloud.get("/registrations/R1", **FULL)


def ready(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1", QUIZ)
    cloud.register("R1")


def answer(learner: Learner, choices: tuple[int, ...]) -> None:
    for choice in choices:
        learner.course.locator("#choices input").nth(choice).check()
        learner.course.locator("#next").click()


def test_a_quiz_that_is_passed_comes_back_with_score_and_interactions(
    cloud: ScormCloudClient, learner: Learner
) -> None:
    ready(cloud)
    learner.open(link(cloud)).locator("#next").click()
    answer(learner, (1, 1, 0))
    assert learner.course.locator("#verdict").inner_text() == "Passed"
    learner.picture("quiz")
    learner.exit()
    learner.picture("left")
    assert "You may close this window" in learner.page.content()
    seen = progress(cloud)
    assert (seen["registrationCompletion"], seen["registrationSuccess"]) == ("COMPLETED", "PASSED")
    assert seen["score"] == {"scaled": 67.0}
    assert seen["totalSecondsTracked"] > 0
    runtime = seen["activityDetails"]["children"][0]["runtime"]
    assert [each["result"] for each in runtime["runtimeInteractions"]] == ["correct", "correct", "incorrect"]
    assert learner.errors == []


def test_a_quiz_that_is_left_half_way_goes_on_where_it_was(cloud: ScormCloudClient, learner: Learner) -> None:
    ready(cloud)
    learner.open(link(cloud)).locator("#next").click()
    answer(learner, (1,))
    learner.exit()
    left = progress(cloud)
    assert left["registrationCompletion"] == "INCOMPLETE"
    assert left["activityDetails"]["suspended"] is True
    runtime = left["activityDetails"]["children"][0]["runtime"]
    assert (runtime["exit"], runtime["location"]) == ("suspend", "2")
    learner.open(link(cloud))
    learner.course.locator("#place").get_by_text("Question 2 of 3").wait_for()
    answer(learner, (1, 2))
    learner.exit()
    seen = progress(cloud)
    assert (seen["registrationSuccess"], seen["score"]) == ("PASSED", {"scaled": 100.0})
    assert seen["activityDetails"]["children"][0]["attempts"] == 1
    history = cloud.get("/registrations/R1/launchHistory")["launchHistory"]
    assert [each["completionStatus"] for each in history] == ["INCOMPLETE", "COMPLETED"]
    assert all(each["exitTime"] >= each["launchTime"] for each in history)


def test_closing_the_window_half_way_loses_nothing(cloud: ScormCloudClient, learner: Learner) -> None:
    ready(cloud)
    learner.open(link(cloud)).locator("#next").click()
    answer(learner, (1,))
    learner.close()
    left = eventually(lambda: progress(cloud), lambda seen: seen["activityDetails"]["suspended"])
    runtime = left["activityDetails"]["children"][0]["runtime"]
    assert (runtime["exit"], runtime["location"], runtime["totalTime"] != "0000:00:00") == ("suspend", "2", True)
    learner.page = learner.new_page()
    learner.open(link(cloud))
    learner.course.locator("#place").get_by_text("Question 2 of 3").wait_for()


def test_a_reload_goes_on_where_the_learner_was(cloud: ScormCloudClient, learner: Learner) -> None:
    ready(cloud)
    learner.open(link(cloud)).locator("#next").click()
    answer(learner, (1, 1))
    learner.page.reload()
    learner.course.locator("#place").get_by_text("Question 3 of 3").wait_for()


def test_a_second_window_takes_over_and_the_first_says_so(cloud: ScormCloudClient, learner: Learner) -> None:
    ready(cloud)
    learner.open(link(cloud)).locator("#next").click()
    first, learner.page = learner.page, learner.new_page()
    learner.open(link(cloud)).locator("#choices").wait_for()
    first.bring_to_front()
    first.frame_locator("#content").locator("#choices input").nth(1).check()
    first.get_by_text("This course is open elsewhere").wait_for()


def test_a_preview_shows_the_course_and_keeps_nothing(cloud: ScormCloudClient, learner: Learner) -> None:
    ready(cloud)
    response = cloud.call("POST", "/courses/C1/preview", json={"redirectOnExitUrl": f"{cloud.world.root}/"})
    learner.open(response.json()["launchLink"]).locator("#next").click()
    answer(learner, (1, 1, 2))
    assert learner.page.locator("#mode").inner_text() == "Preview"
    learner.picture("preview")
    learner.exit()
    assert learner.page.url == f"{cloud.world.root}/"
    assert progress(cloud)["registrationCompletion"] == "UNKNOWN"


def test_a_launch_without_tracking_shows_what_was_done_and_keeps_nothing(
    cloud: ScormCloudClient, learner: Learner
) -> None:
    ready(cloud)
    learner.open(link(cloud)).locator("#next").click()
    answer(learner, (1,))
    learner.exit()
    before = progress(cloud)
    learner.open(link(cloud, tracking=False))
    learner.course.locator("#place").get_by_text("Question 2 of 3").wait_for()
    answer(learner, (1, 2))
    learner.exit()
    assert progress(cloud) == before

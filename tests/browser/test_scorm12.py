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


def test_a_quiz_that_is_passed_comes_back_with_score_and_interactions(cloud: ScormCloudClient, learner: Learner) -> None:
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

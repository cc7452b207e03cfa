"""A cmi5 course in a real browser: sessions, returning, relaunching, and what SCORM Cloud says of it."""

from typing import Any

from tests.browser.browser import Learner, eventually, needs_browser
from tests.browser.courses.test_scorm12 import link, progress
from tests.courseware.cmi5_packages import au, course_of
from tests.vendors.scormcloud.calling import ScormCloudClient, pages

pytestmark = needs_browser
RIGHT, WRONG = ("stratus", "cumulonimbus"), ("cirrus", "altostratus")


def ready(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1", "cmi5-minimal.zip")
    cloud.register("R1")


def upload(cloud: ScormCloudClient, package: bytes) -> None:
    response = cloud.upload("C1", package)
    assert cloud.job(response.json()["result"])["status"] == "COMPLETE"
    cloud.register("R1")


def answer(learner: Learner, answers: tuple[str, str]) -> None:
    for value in answers:
        learner.course.locator(f"input[value={value}]").check()
    learner.course.locator("#submit:enabled").click()
    learner.course.locator("#status").get_by_text("of 100").wait_for()


def connected(learner: Learner, words: str = "Your platform is connected.") -> None:
    learner.course.locator("#status").get_by_text(words).wait_for()


def statements(cloud: ScormCloudClient) -> list[dict[str, Any]]:
    """All of R1's, the first first."""
    found = [each for page in pages(cloud, "/registrations/R1/xAPIStatements", "statements") for each in page]
    return found[::-1]


def verbs(cloud: ScormCloudClient) -> list[str]:
    return [each["verb"]["id"].rpartition("/")[2] for each in statements(cloud)]


def test_a_unit_that_is_passed_leads_back_and_the_registration_is_passed(
    cloud: ScormCloudClient, learner: Learner
) -> None:
    ready(cloud)
    learner.open(link(cloud))
    connected(learner)
    learner.picture("cmi5")
    answer(learner, RIGHT)
    before = learner.page.url
    learner.course.locator("#leave").click()
    learner.page.wait_for_url(lambda url: url != before)
    assert "You may close this window" in learner.page.content()
    seen = progress(cloud)
    assert (seen["registrationCompletion"], seen["registrationSuccess"]) == ("COMPLETED", "PASSED")
    assert seen["score"] == {"scaled": 100.0}
    assert seen["totalSecondsTracked"] > 0
    assert verbs(cloud) == ["launched", "initialized", "completed", "passed", "satisfied", "terminated"]
    assert {each["context"]["registration"] for each in statements(cloud)} == {seen["xapiRegistrationId"]}
    (launch,) = cloud.get("/registrations/R1/launchHistory")["launchHistory"]
    assert (launch["completionStatus"], launch["successStatus"]) == ("COMPLETED", "PASSED")
    assert launch["exitTime"] >= launch["launchTime"]
    assert learner.errors == []


def test_a_unit_that_is_failed_may_be_passed_the_next_time(cloud: ScormCloudClient, learner: Learner) -> None:
    ready(cloud)
    learner.open(link(cloud))
    connected(learner)
    answer(learner, WRONG)
    learner.exit()
    seen = progress(cloud)
    assert (seen["registrationCompletion"], seen["registrationSuccess"]) == ("INCOMPLETE", "FAILED")
    assert seen["score"] == {"scaled": 0.0}


def test_closing_the_window_leaves_what_was_said_and_the_next_launch_begins_a_session(
    cloud: ScormCloudClient, learner: Learner
) -> None:
    ready(cloud)
    learner.open(link(cloud))
    connected(learner)
    learner.close()
    left = eventually(lambda: progress(cloud), lambda seen: seen["totalSecondsTracked"] > 0)
    assert (left["registrationCompletion"], left["registrationSuccess"]) == ("INCOMPLETE", "UNKNOWN")
    learner.page = learner.new_page()
    learner.open(link(cloud))
    connected(learner)
    answer(learner, RIGHT)
    learner.close()
    seen = eventually(lambda: progress(cloud), lambda seen: seen["totalSecondsTracked"] > left["totalSecondsTracked"])
    assert (seen["registrationSuccess"], seen["activityDetails"]["children"][0]["attempts"]) == ("PASSED", 2)
    sessions = {
        each["context"]["extensions"]["https://w3id.org/xapi/cmi5/context/extensions/sessionid"]
        for each in statements(cloud)
    }
    assert len(sessions) == 2


def test_a_session_that_never_ended_is_abandoned_at_the_next_launch(cloud: ScormCloudClient, learner: Learner) -> None:
    ready(cloud)
    learner.page.route("**/lrs/**/statements*", lambda route: _but_terminated(route))
    learner.open(link(cloud))
    connected(learner)
    learner.exit()
    learner.open(link(cloud))
    connected(learner)
    assert verbs(cloud) == ["launched", "initialized", "abandoned", "launched", "initialized"]


def _but_terminated(route: Any) -> None:
    if "verbs/terminated" in (route.request.post_data or ""):
        route.abort()
    else:
        route.continue_()


def test_a_preview_is_a_browse_session_and_nothing_of_it_is_kept(cloud: ScormCloudClient, learner: Learner) -> None:
    ready(cloud)
    response = cloud.call("POST", "/courses/C1/preview", json={"redirectOnExitUrl": "Message"})
    learner.open(response.json()["launchLink"])
    connected(learner, "Opened in the mode Browse.")
    learner.exit()
    assert progress(cloud)["registrationCompletion"] == "UNKNOWN"
    assert cloud.get("/courses/C1/xAPIStatements")["statements"] == []


def test_a_launch_without_tracking_is_a_review_session(cloud: ScormCloudClient, learner: Learner) -> None:
    ready(cloud)
    learner.open(link(cloud))
    connected(learner)
    answer(learner, RIGHT)
    learner.exit()
    before = progress(cloud)
    learner.open(link(cloud, tracking=False))
    connected(learner, "Opened in the mode Review.")
    learner.exit()
    assert progress(cloud) == before


def test_a_registration_that_is_reset_begins_anew(cloud: ScormCloudClient, learner: Learner) -> None:
    ready(cloud)
    learner.open(link(cloud))
    connected(learner)
    answer(learner, RIGHT)
    learner.exit()
    assert cloud.call("DELETE", "/registrations/R1/progress").status_code == 204
    assert progress(cloud)["registrationSuccess"] == "UNKNOWN"
    learner.open(link(cloud))
    connected(learner)
    answer(learner, RIGHT)
    assert progress(cloud)["registrationSuccess"] == "PASSED"


def test_a_course_of_several_units_is_satisfied_when_all_of_them_are(cloud: ScormCloudClient, learner: Learner) -> None:
    units = (au("one", move_on="Passed"), au("two", move_on="Completed"), au("three", move_on="NotApplicable"))
    upload(cloud, course_of(*units))
    learner.open(link(cloud))
    connected(learner)
    learner.picture("cmi5-menu")
    answer(learner, RIGHT)
    learner.course.locator("#leave").click()
    learner.page.get_by_role("button", name="Go on").click()
    learner.page.locator('[data-sco="https://example.com/two"][aria-current="page"]').wait_for()
    assert learner.page.locator('[data-sco="https://example.com/one"]').get_attribute("data-status") == "passed"
    assert progress(cloud)["registrationCompletion"] == "INCOMPLETE"
    connected(learner)
    answer(learner, RIGHT)
    learner.exit()
    seen = progress(cloud)
    assert seen["registrationCompletion"] == "COMPLETED"
    assert verbs(cloud).count("satisfied") == 1
    done = [each["activityCompletion"] for each in seen["activityDetails"]["children"]]
    assert done == ["COMPLETED", "COMPLETED", "UNKNOWN"]


def test_a_unit_that_wants_a_window_of_its_own_gets_one(cloud: ScormCloudClient, learner: Learner) -> None:
    upload(cloud, course_of(au("one", move_on="Passed", launch_method="OwnWindow")))
    learner.page.goto(link(cloud))
    learner.picture("own-window")
    with learner.context.expect_page() as opening:
        learner.page.get_by_role("button", name="Open it").click()
    unit = opening.value
    for value in RIGHT:
        unit.locator(f"input[value={value}]").check()
    unit.locator("#submit:enabled").click()
    unit.locator("#status").get_by_text("of 100").wait_for()
    unit.locator("#leave").click()
    learner.page.get_by_text("You may close this window").wait_for()
    seen = progress(cloud)
    assert (seen["registrationSuccess"], seen["totalSecondsTracked"] > 0) == ("PASSED", True)

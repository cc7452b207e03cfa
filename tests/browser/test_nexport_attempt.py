"""A learner of NexPort Campus at a browser: what was done is read through ScormApi, and an edit there is what the course resumes from."""

from tests.browser.browser import Learner, eventually, needs_browser
from tests.vendors.nexport.calling import ENROLLMENT, STATUS, NexportClient
from tests.vendors.nexport.teaching.test_resuming import edited, taught
from tests.world import World

pytestmark = needs_browser


def link(world: World) -> str:
    found: str = world.control("POST", f"attempts/link?assignment_status={STATUS}", json={})["link"]
    return found


def answer(learner: Learner, *choices: int) -> None:
    for choice in choices:
        learner.course.locator("#choices input").nth(choice).check()
        learner.course.locator("#next").click()


def test_a_quiz_is_left_edited_and_resumed_from_the_edit(world: World, learner: Learner) -> None:
    nexport = taught(world, "scorm12-quiz.zip")
    learner.open(link(world)).locator("#next").click()
    answer(learner, 1)
    learner.exit()
    names = ("cmi.core.lesson_status", "cmi.core.lesson_location", "cmi.suspend_data", "cmi.core.exit")
    assert nexport.values(*names) == ["incomplete", "2", '{"answers":[1,null,null]}', "suspend"]
    edited(nexport, "quiz", lesson_location="3", suspend_data='{"answers":[1,1,2]}', raw_score=12.5, entry="resume")
    learner.open(link(world))
    learner.course.locator("#place").get_by_text("Question 3 of 3").wait_for()
    assert learner.course.locator("#choices input").nth(2).is_checked()
    assert _page_says(learner, "API.LMSGetValue('cmi.core.score.raw')") == "12.5"
    assert _page_says(learner, "API.LMSGetValue('cmi.core.entry')") == "resume"
    learner.course.locator("#next").click()
    learner.course.locator("#verdict").wait_for()
    learner.exit()
    assert nexport.values("cmi.core.lesson_status", "cmi.core.score.raw", "cmi.core.lesson_location") == [
        "passed",
        "100",
        "4",
    ]
    assert learner.errors == []


def test_a_scorm_2004_course_is_left_edited_and_resumed_from_the_edit(world: World, learner: Learner) -> None:
    nexport = taught(world, "scorm2004-two-scos.zip")
    learner.open(link(world)).locator("#next").click()
    learner.exit()
    assert nexport.values("cmi.location", "cmi.completion_status", "cmi.exit") == ["1", "incomplete", "suspend"]
    edited(nexport, "lesson", lesson_location="2", raw_score=70, suspend_data='{"furthest":3}')
    learner.open(link(world))
    learner.course.locator("#place").wait_for()
    assert _page_says(learner, "API_1484_11.GetValue('cmi.location')") == "2"
    assert _page_says(learner, "API_1484_11.GetValue('cmi.score.raw')") == "70"
    assert _page_says(learner, "API_1484_11.GetValue('cmi.entry')") == "resume"
    learner.exit()
    assert nexport.values("cmi.location", "cmi.suspend_data", "cmi.score.raw") == ["2", '{"furthest":3}', "70"]
    assert learner.errors == []


def test_an_entry_that_was_edited_is_what_the_course_finds(world: World, learner: Learner) -> None:
    nexport: NexportClient = taught(world, "scorm12-quiz.zip")
    learner.open(link(world)).locator("#next").click()
    learner.exit()
    edited(nexport, "quiz", entry="ab-initio", lesson_location="0")
    learner.open(link(world))
    learner.course.locator("#place").get_by_text("Introduction").wait_for()
    assert _page_says(learner, "API.LMSGetValue('cmi.core.entry')") == "ab-initio"


def test_a_classroom_link_leads_to_the_course_and_its_result_back_to_the_classroom(
    world: World, learner: Learner
) -> None:
    nexport = taught(world, "scorm12-quiz.zip")
    signed = nexport.call("POST", "/SsoApi/Classroom", json={"enrollment_id": ENROLLMENT}).json()
    learner.page.goto(signed["url"])
    assert "sign-in" not in learner.page.url, "a reload must not use a link that is used up"
    learner.page.reload()
    learner.picture("before")
    learner.page.get_by_role("link", name="Launch Course").click()
    learner.course.locator("#next").click()
    answer(learner, 1, 1, 0)
    learner.course.locator("#verdict").wait_for()
    learner.exit()
    learner.page.get_by_text("Passed, score 67").wait_for()
    learner.picture("after")
    assert learner.page.get_by_role("progressbar").get_attribute("aria-valuenow") == "100"
    assert nexport.values("cmi.core.score.raw") == ["67"]
    assert learner.errors == []


def _page_says(learner: Learner, call: str) -> str:
    """What the page's API answers to the course now."""
    said: str = learner.page.evaluate(call)
    return said


def test_a_completed_course_is_in_review_once_it_has_committed_and_not_before(world: World, learner: Learner) -> None:
    nexport = taught(world, "scorm12-minimal.zip")
    learner.open(link(world))
    _page_says(learner, "API.LMSInitialize('')")
    _page_says(learner, "API.LMSSetValue('cmi.core.lesson_status', 'completed')")
    # The page saves without being asked when it is hidden: that is no commit of the course.
    learner.page.evaluate("""() => {
      Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
      document.dispatchEvent(new Event("visibilitychange"));
    }""")
    names = ("cmi.core.lesson_status", "cmi.core.score.raw", "cmi.core.lesson_mode")
    eventually(lambda: nexport.values(*names), lambda seen: seen[0] == "completed")
    _page_says(learner, "API.LMSSetValue('cmi.core.score.raw', '40')")
    assert _page_says(learner, "API.LMSCommit('')") == "true"
    assert nexport.values(*names) == ["completed", "40", "review"]
    _page_says(learner, "API.LMSSetValue('cmi.core.score.raw', '90')")
    _page_says(learner, "API.LMSCommit('')")
    assert learner.page.locator("#state").inner_text() == "Completed: nothing more is saved"
    learner.exit()
    assert nexport.values(*names) == ["completed", "40", "review"]
    learner.open(link(world))
    assert _page_says(learner, "API.LMSGetValue('cmi.core.lesson_mode')") == "review"
    assert learner.errors == []

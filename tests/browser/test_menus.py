"""What may be opened when, and what follows the end of a SCO, in a real browser."""

from typing import Any

import pytest

from tests.browser.browser import Learner, needs_browser
from tests.browser.courses.test_scorm12 import link, progress
from tests.browser.making import course_12, course_2004, says, waits_for
from tests.vendors.scormcloud.calling import ScormCloudClient

pytestmark = needs_browser
STATUS, EXIT = "cmi.core.lesson_status", "cmi.core.exit"
CHAIN = {"one": "", "two": "one", "three": "one & two"}
FORCED = "scorm2004-forced-order.zip"
FLOW = '<imsss:sequencing><imsss:controlMode choice="true" flow="true"/></imsss:sequencing>'


def ready(cloud: ScormCloudClient, content: bytes, **settings: str) -> None:
    assert cloud.upload("C1", content).status_code == 200
    cloud.register("R1")
    body = {"settings": [{"settingId": name, "value": value} for name, value in settings.items()]}
    assert cloud.call("POST", "/registrations/R1/configuration", json=body).status_code == 204


def entry(learner: Learner, sco: str) -> Any:
    return learner.page.locator(f'#menu [data-sco="{sco}"]')


def ends(learner: Learner, status: str, left: str = "") -> None:
    says(learner, "SetValue", STATUS, status)
    says(learner, "SetValue", EXIT, left)
    says(learner, "Finish", "")


def test_scos_open_as_their_prerequisites_are_met(cloud: ScormCloudClient, learner: Learner) -> None:
    ready(cloud, course_12(CHAIN))
    learner.open(link(cloud))
    waits_for(learner, "one")
    assert [entry(learner, sco).is_enabled() for sco in CHAIN] == [True, False, False]
    ends(learner, "passed")
    learner.page.get_by_role("button", name="Go on").click()
    waits_for(learner, "two")
    assert [entry(learner, sco).is_enabled() for sco in CHAIN] == [True, True, False]
    says(learner, "SetValue", STATUS, "completed")
    says(learner, "Commit", "")
    entry(learner, "three").click()
    waits_for(learner, "three")
    says(learner, "SetValue", STATUS, "incomplete")
    learner.exit()
    seen = progress(cloud)["activityDetails"]["children"]
    assert [each["activityCompletion"] for each in seen] == ["COMPLETED", "COMPLETED", "INCOMPLETE"]
    assert learner.errors == []


def test_a_forced_order_locks_the_second_until_the_first_is_passed(cloud: ScormCloudClient, learner: Learner) -> None:
    cloud.new_course("C1", FORCED)
    cloud.register("R1")
    learner.open(link(cloud))
    learner.course.locator("button").first.wait_for()
    assert entry(learner, "first").is_enabled()
    assert entry(learner, "second").is_disabled()
    learner.course.locator("button").first.click()
    learner.page.locator('[data-sco="second"]:enabled').click()
    learner.page.locator('[data-sco="second"][aria-current]').wait_for()
    assert entry(learner, "first").get_attribute("data-status") == "passed"
    assert learner.errors == []


@pytest.mark.parametrize("opened", ["never", "before"])
def test_what_was_played_without_a_browser_opens_what_it_unlocks(
    cloud: ScormCloudClient, learner: Learner, opened: str
) -> None:
    cloud.new_course("C1", FORCED)
    cloud.register("R1")
    if opened == "before":
        learner.open(link(cloud))
        learner.course.locator("button").first.wait_for()
        learner.exit()
    played = cloud.world.control("POST", "attempts/play?registration=R1", json={"sco": "first", "status": "passed"})
    assert [sco["sco"] for sco in played["played"]] == ["first"]
    for _ in range(2):  # it stays so: the state that the page keeps has it
        learner.page.goto(link(cloud))
        learner.page.locator('[data-sco="second"][aria-current]').wait_for()
        assert entry(learner, "first").get_attribute("data-status") == "passed"
        learner.course.locator("button").first.wait_for()
        learner.exit()
    assert [each["attempts"] for each in progress(cloud)["activityDetails"]["children"]] == [1, 1]
    assert learner.errors == []


def test_what_is_played_without_a_browser_while_a_page_is_open_is_not_lost_to_what_the_page_keeps(
    cloud: ScormCloudClient, learner: Learner
) -> None:
    ready(cloud, course_2004(dict.fromkeys(("one", "two", "three"), ""), FLOW))
    learner.page.goto(link(cloud))
    waits_for(learner, "one")
    cloud.world.control("POST", "attempts/play?registration=R1", json={"sco": "two", "status": "passed"})
    says(learner, "SetValue", "cmi.completion_status", "completed")
    learner.exit()  # the page keeps where it stands, and knows nothing of two
    for expected in ("three", "three"):
        learner.page.goto(link(cloud))
        waits_for(learner, expected)
        assert entry(learner, "two").get_attribute("data-status") == "passed"
        learner.exit()
    assert [each["attempts"] for each in progress(cloud)["activityDetails"]["children"]] == [1, 1, 1]
    assert learner.errors == []


def test_a_part_that_is_left_before_it_has_spoken_is_gone_on_with(cloud: ScormCloudClient, learner: Learner) -> None:
    cloud.new_course("C1", FORCED)
    cloud.register("R1")
    learner.page.route(
        "**/first/index.html*", lambda route: route.fulfill(body="<p>slow</p>", content_type="text/html")
    )
    for _ in range(2):
        learner.page.goto(link(cloud))
        learner.course.get_by_text("slow").wait_for()
        learner.exit()
    assert [each["attempts"] for each in progress(cloud)["activityDetails"]["children"]] == [1, 0]


def test_a_course_without_flow_lets_the_learner_choose_where_to_begin(
    cloud: ScormCloudClient, learner: Learner
) -> None:
    ready(cloud, course_2004({"one": "", "two": ""}))
    learner.page.goto(link(cloud))
    learner.page.get_by_text("Choose where to begin").wait_for()
    entry(learner, "two").click()
    waits_for(learner, "two")
    says(learner, "SetValue", "cmi.completion_status", "completed")
    learner.exit()
    assert [each["attempts"] for each in progress(cloud)["activityDetails"]["children"]] == [0, 1]


def test_rules_of_a_course_of_one_sco_are_followed(cloud: ScormCloudClient, learner: Learner) -> None:
    limit = '<imsss:sequencing><imsss:limitConditions attemptLimit="1"/></imsss:sequencing>'
    ready(cloud, course_2004({"one": limit}))
    learner.open(link(cloud))
    waits_for(learner, "one")
    says(learner, "SetValue", "cmi.completion_status", "completed")
    says(learner, "SetValue", "cmi.success_status", "passed")
    says(learner, "Terminate", "")
    learner.page.get_by_text("You have left the course").wait_for()
    learner.page.goto(link(cloud))
    learner.page.get_by_text("This course cannot be opened now").wait_for()
    assert progress(cloud)["registrationSuccess"] == "PASSED"


def test_what_a_manifest_hides_is_hidden(cloud: ScormCloudClient, learner: Learner) -> None:
    hidden = "".join(f"<adlnav:hideLMSUI>{word}</adlnav:hideLMSUI>" for word in ("previous", "exitAll", "suspendAll"))
    inside = (
        f"<adlnav:presentation><adlnav:navigationInterface>{hidden}</adlnav:navigationInterface></adlnav:presentation>"
    )
    flow = '<imsss:sequencing><imsss:controlMode flow="true"/></imsss:sequencing>'
    ready(cloud, course_2004({"one": inside, "two": ""}, flow))
    learner.open(link(cloud))
    waits_for(learner, "one")
    assert [learner.page.locator(f"#{each}").is_visible() for each in ("previous", "next", "exit")] == [
        False,
        True,
        False,
    ]
    learner.page.click("#next")
    waits_for(learner, "two")
    assert [learner.page.locator(f"#{each}").is_visible() for each in ("previous", "next", "exit")] == [
        True,
        True,
        True,
    ]


@pytest.mark.parametrize(
    ("setting", "status", "left", "seen"),
    [
        ("PlayerIntermediateScoSatisfiedNormalExitAction=GO_TO_NEXT_SCO", "passed", "", "two"),
        ("PlayerIntermediateScoNotSatisfiedNormalExitAction=GO_TO_NEXT_SCO", "passed", "", "This part is closed"),
        ("PlayerIntermediateScoNotSatisfiedSuspendExitAction=EXIT_COURSE", "incomplete", "suspend", "You have left"),
        (
            "PlayerIntermediateScoSatisfiedLogoutExitAction=EXIT_COURSE_AFTER_CONFIRM",
            "passed",
            "logout",
            "You have left",
        ),
        (
            "PlayerIntermediateScoNotSatisfiedTimeoutExitAction=DISPLAY_MESSAGE",
            "failed",
            "time-out",
            "This part is closed",
        ),
    ],
)
def test_what_follows_a_sco_is_what_the_settings_say(
    cloud: ScormCloudClient, learner: Learner, setting: str, status: str, left: str, seen: str
) -> None:
    name, value = setting.split("=")
    ready(cloud, course_12({"one": "", "two": ""}), **{name: value})
    learner.open(link(cloud))
    waits_for(learner, "one")
    ends(learner, status, left)
    if seen == "two":
        waits_for(learner, "two")
    else:
        learner.page.get_by_text(seen).first.wait_for()
    assert learner.errors == []


def test_the_last_sco_is_followed_by_what_the_course_has_come_to(cloud: ScormCloudClient, learner: Learner) -> None:
    ready(
        cloud,
        course_12({"one": ""}),
        PlayerFinalScoCourseSatisfiedNormalExitAction="EXIT_COURSE",
        PlayerFinalScoCourseNotSatisfiedNormalExitAction="DISPLAY_MESSAGE",
    )
    learner.open(link(cloud))
    waits_for(learner, "one")
    ends(learner, "failed")
    learner.page.get_by_text("This part is closed").wait_for()
    learner.open(link(cloud))
    waits_for(learner, "one")
    ends(learner, "passed")
    learner.page.get_by_text("You have left the course").wait_for()


@pytest.mark.parametrize(("action", "suspended"), [("SuspendAll", True), ("ExitAll", False), ("Selectable", True)])
def test_the_way_out_suspends_or_ends_as_a_setting_says(
    cloud: ScormCloudClient, learner: Learner, action: str, suspended: bool
) -> None:
    ready(cloud, course_12({"one": ""}), PlayerReturnToLmsAction=action)
    learner.open(link(cloud))
    waits_for(learner, "one")
    says(learner, "SetValue", STATUS, "incomplete")
    learner.exit()
    assert progress(cloud)["activityDetails"]["children"][0]["suspended"] is suspended


def test_settings_hide_what_the_page_offers(cloud: ScormCloudClient, learner: Learner) -> None:
    ready(
        cloud,
        course_12({"one": "", "two": "one"}),
        PlayerShowNavBar="false",
        PlayerShowTitleBar="false",
        PlayerInvalidMenuItemAction="HIDE",
    )
    learner.open(link(cloud))
    waits_for(learner, "one")
    for each in ("#steps", "#exit", "#title"):
        assert learner.page.locator(each).is_hidden()
    assert entry(learner, "one").is_visible()
    assert entry(learner, "two").count() == 0
    says(learner, "SetValue", STATUS, "passed")
    says(learner, "Commit", "")
    assert entry(learner, "two").is_visible()


def test_settings_take_the_menu_and_the_choice_away(cloud: ScormCloudClient, learner: Learner) -> None:
    ready(cloud, course_12({"one": "", "two": ""}), PlayerEnableChoiceNav="false")
    learner.open(link(cloud))
    waits_for(learner, "one")
    assert entry(learner, "two").is_disabled()
    learner.page.click("#next")
    waits_for(learner, "two")
    body = {"settings": [{"settingId": "PlayerShowCourseStructure", "value": "false"}]}
    cloud.call("POST", "/registrations/R1/configuration", json=body)
    learner.open(link(cloud))
    waits_for(learner, "one")
    assert learner.page.locator("#menu").is_hidden()


PREREQUISITES = [
    ("a", True),
    ("b", False),
    ("~b", True),
    ("a & b", False),
    ("a | b", True),
    ("b | a & c", True),
    ("(b | a) & b", False),
    ("a AND NOT b", True),
    ("{a, c}", True),
    ("{a, b}", False),
    ("2*{a, b, c}", True),
    ("3*{a, b, c}", False),
    ("0*{}", True),
    ("2*{a, {b, c}, ~b}", True),
    ('b = "incomplete"', True),
    ('a="passed" & c="completed"', True),
    ("a = P", True),
    ("a <> p", False),
    ("b <> passed", True),
    ("d = not attempted", True),
    ("d = n & a", True),
    ("unknown", True),
    ("unknown & b", False),
    ("a &", True),  # no script
    ("(b", True),
    ("2*b", True),
    ("}{", True),
    ("b b", True),
]


def test_aicc_script_is_followed(cloud: ScormCloudClient, learner: Learner) -> None:
    ready(cloud, course_12({"one": ""}))
    learner.open(link(cloud))
    waits_for(learner, "one")
    statuses = {"a": "passed", "b": "incomplete", "c": "completed", "d": "not attempted"}
    for script, met in PREREQUISITES:
        found = learner.page.evaluate("([script, statuses]) => prerequisitesMet(script, statuses)", [script, statuses])
        assert (script, found) == (script, met)


def test_a_player_that_cannot_save_gives_up_after_as_many_failures_as_a_setting_allows(
    cloud: ScormCloudClient, learner: Learner
) -> None:
    ready(cloud, course_12({"one": ""}), PlayerCommMaxFailedSubmissions="2")
    learner.open(link(cloud))
    waits_for(learner, "one")
    learner.page.route("**/commit", lambda route: route.abort())
    says(learner, "SetValue", "cmi.core.lesson_location", "1")
    assert says(learner, "Commit", "") == "false"
    assert learner.page.locator("#state").inner_text() == "Not saved"
    says(learner, "Commit", "")
    learner.page.get_by_text("What you do is not saved any more").wait_for()


def test_a_course_that_is_deleted_while_it_is_open_says_so(cloud: ScormCloudClient, learner: Learner) -> None:
    ready(cloud, course_12({"one": ""}))
    learner.open(link(cloud))
    waits_for(learner, "one")
    assert cloud.call("DELETE", "/courses/C1").status_code == 204
    cloud.world.advance(5)
    says(learner, "SetValue", "cmi.core.lesson_location", "1")
    assert says(learner, "Commit", "") == "false"
    learner.page.get_by_text("This course is not here any more").wait_for()

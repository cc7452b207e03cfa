"""What the player's page does beside the course: where it begins, what it keeps unasked, and what it says when nothing goes."""

from json import loads

from tests.browser.browser import Learner, eventually, needs_browser
from tests.browser.courses.test_media import SILENCE
from tests.browser.courses.test_media import upload as upload_media
from tests.browser.courses.test_scorm12 import link, progress
from tests.browser.making import course_12, course_2004, says, waits_for
from tests.browser.test_menus import EXIT, STATUS, ends, ready
from tests.vendors.scormcloud.calling import ScormCloudClient

pytestmark = needs_browser
THREE = {"one": "", "two": "", "three": ""}


def test_a_course_begins_with_the_first_part_that_is_not_done(cloud: ScormCloudClient, learner: Learner) -> None:
    ready(cloud, course_12(THREE))
    learner.open(link(cloud))
    waits_for(learner, "one")
    assert learner.page.locator("#previous").is_disabled()
    ends(learner, "completed")
    learner.page.get_by_text("This part is closed").wait_for()
    learner.open(link(cloud))
    waits_for(learner, "two")
    learner.page.click("#next")
    waits_for(learner, "three")
    assert learner.page.locator("#next").is_disabled()
    learner.page.click("#previous")
    waits_for(learner, "two")
    seen = progress(cloud)["activityDetails"]["children"]
    assert [each["activityCompletion"] for each in seen] == ["COMPLETED", "INCOMPLETE", "INCOMPLETE"]


def test_what_is_not_committed_is_kept_when_the_page_is_hidden(cloud: ScormCloudClient, learner: Learner) -> None:
    ready(cloud, course_12({"one": ""}), PlayerCommCommitFrequency="3600000")  # it does not commit by itself
    learner.open(link(cloud))
    waits_for(learner, "one")
    says(learner, "SetValue", "cmi.core.lesson_location", "5")
    with learner.page.expect_response("**/commit"):
        learner.page.evaluate(
            """() => {
              Object.defineProperty(document, "visibilityState", { value: "hidden" });
              document.dispatchEvent(new Event("visibilitychange"));
            }"""
        )
    assert progress(cloud)["activityDetails"]["children"][0]["runtime"]["location"] == "5"
    assert says(learner, "SetValue", "cmi.core.lesson_location", "6") == "true", "the run goes on"


def test_a_page_tells_nothing_that_a_sco_may_not_set(cloud: ScormCloudClient, learner: Learner) -> None:
    for content, location in (
        (course_12({"one": ""}), "cmi.core.lesson_location"),
        (course_2004({"one": ""}), "cmi.location"),
    ):
        assert cloud.upload("C1", content, mayCreateNewVersion="true").status_code == 200
        cloud.call("DELETE", "/registrations/R1")
        cloud.register("R1")
        learner.open(link(cloud))
        waits_for(learner, "one")
        says(learner, "SetValue", location, "5")
        with learner.page.expect_response("**/commit") as committed:
            assert says(learner, "Commit", "") == "true"
        told, answer = loads(committed.value.request.post_data or "")["values"], committed.value.json()
        assert (told[location], answer["kept"], answer["refused"]) == ("5", True, [])
        assert not {"cmi.core.student_id", "cmi.core.total_time", "cmi.learner_id", "cmi.total_time"} & set(told)


def test_the_time_that_a_page_was_open_is_told_in_seconds(cloud: ScormCloudClient, learner: Learner) -> None:
    ready(cloud, course_12({"one": ""}))
    learner.open(link(cloud))
    waits_for(learner, "one")
    learner.page.wait_for_timeout(1000)
    learner.exit()
    assert 0.9 < progress(cloud)["totalSecondsTracked"] < 120


def test_a_way_out_that_fails_can_be_tried_again(cloud: ScormCloudClient, learner: Learner) -> None:
    ready(cloud, course_12({"one": ""}))
    learner.open(link(cloud))
    waits_for(learner, "one")
    says(learner, "SetValue", STATUS, "completed")
    learner.page.route("**/leave", lambda route: route.abort())
    learner.page.click("#exit")
    learner.page.get_by_text("You have not left the course yet").wait_for()
    assert learner.page.locator("#exit").is_enabled()
    learner.page.unroute("**/leave")
    learner.page.get_by_role("button", name="Try again").click()
    learner.page.get_by_text("You have left the course").wait_for()
    assert progress(cloud)["registrationCompletion"] == "COMPLETED"


def test_a_commit_that_goes_well_takes_the_warning_back_and_failures_count_in_a_row(
    cloud: ScormCloudClient, learner: Learner
) -> None:
    ready(cloud, course_12({"one": ""}), PlayerCommMaxFailedSubmissions="2")
    learner.open(link(cloud))
    waits_for(learner, "one")
    for number in (1, 2):
        learner.page.route("**/commit", lambda route: route.abort())
        says(learner, "SetValue", "cmi.core.lesson_location", str(number))
        assert says(learner, "Commit", "") == "false"
        assert learner.page.locator("#state.wrong").inner_text() == "Not saved"
        learner.page.unroute("**/commit")
        assert says(learner, "Commit", "") == "true"
        assert learner.page.locator("#state:not(.wrong)").inner_text() == "Saved"


def test_a_sound_that_is_left_while_it_plays_keeps_how_far_it_was(cloud: ScormCloudClient, learner: Learner) -> None:
    upload_media(cloud, "waves.mp3", SILENCE * 20, "audio/mpeg")
    audio = learner.open(link(cloud)).locator("audio")
    audio.evaluate("media => { media.muted = true; return media.play(); }")
    eventually(lambda: audio.evaluate("media => media.currentTime"), lambda seen: seen > 0.3)
    learner.close()
    amount = eventually(lambda: progress(cloud)["registrationCompletionAmount"], lambda seen: seen > 0)
    assert 0 < amount < 1


def test_what_the_emulator_refuses_for_good_is_said_before_the_course_is_left(
    cloud: ScormCloudClient, learner: Learner
) -> None:
    ready(cloud, course_12({"one": ""}))
    learner.open(link(cloud))
    waits_for(learner, "one")
    says(learner, "SetValue", "cmi.core.lesson_location", "5")
    learner.page.route("**/commit", lambda route: route.fulfill(status=400, json={"error": "no"}))
    assert says(learner, "Commit", "") == "false"
    learner.page.locator("#state.wrong").get_by_text("Some of it is not saved").wait_for()
    learner.page.click("#exit")
    learner.page.get_by_text("Some of what you did is not saved").wait_for()
    learner.page.get_by_role("button", name="Leave the course").click()
    learner.page.get_by_text("You have left the course").wait_for()


def test_only_the_emulators_own_page_says_that_a_unit_has_led_back(cloud: ScormCloudClient, learner: Learner) -> None:
    cloud.new_course("C1", "tincan-minimal.zip")
    cloud.register("R1")
    learner.open(link(cloud)).locator("#next").wait_for()
    address = learner.page.url
    says_so = """origin => {
        const data = { source: "lms-emulator", returned: true };
        dispatchEvent(new MessageEvent("message", { data, origin: origin || location.origin }));
    }"""
    learner.page.evaluate(says_so, "http://evil.example")
    learner.page.wait_for_timeout(200)
    assert (learner.page.url, learner.page.locator("#notice").is_visible()) == (address, False)
    learner.page.evaluate(says_so, "")
    learner.page.get_by_text("You have left the course").wait_for()


def test_a_sco_that_says_nothing_of_its_status_gets_none_from_the_page(
    cloud: ScormCloudClient, learner: Learner
) -> None:
    """What an end without a status comes to is the emulator's to say."""
    ready(cloud, course_12({"one": ""}))
    learner.open(link(cloud))
    waits_for(learner, "one")
    says(learner, "SetValue", EXIT, "suspend")
    with learner.page.expect_response("**/commit") as committed:
        says(learner, "Finish", "")
    assert loads(committed.value.request.post_data or "")["values"][STATUS] == "not attempted"
    learner.page.get_by_text("You have left the course").wait_for()
    assert progress(cloud)["registrationCompletion"] == "INCOMPLETE"


HEARS = """link => {
    window.heard = [];
    addEventListener("message", (event) => heard.push(event.data));
    document.body.innerHTML = `<iframe width="900" height="600" src="${link}"></iframe>`;
}"""


def test_a_page_around_the_player_is_told_how_its_sco_was_left(cloud: ScormCloudClient, learner: Learner) -> None:
    ready(cloud, course_12({"one": ""}))
    learner.page.evaluate(HEARS, link(cloud))
    sco = learner.page.frame_locator("iframe").frame_locator("#content").locator("#ready")
    sco.get_by_text("one").wait_for()
    says_so = """(_, left) => {
        for (const [name, value] of [["lesson_status", "incomplete"], ["exit", left]]) say("SetValue", `cmi.core.${name}`, value);
        say("Commit", "");
    }"""
    for left in ("suspend", ""):
        sco.evaluate(says_so, left)
        learner.page.wait_for_function("left => heard.length && heard.at(-1).exit === left", arg=left)
        told = learner.page.evaluate("heard.at(-1)")
        assert (told["source"], told["status"]) == ("lms-emulator", "incomplete")

"""The connection is cut while a course is open: nothing that was done is lost, and `saved` is said when it is."""

from collections.abc import Callable
from time import monotonic
from typing import Any

import pytest

from tests.browser.browser import Learner, eventually, needs_browser
from tests.browser.courses.test_media import SILENCE
from tests.browser.courses.test_media import upload as upload_media
from tests.browser.courses.test_scorm12 import link, progress
from tests.browser.making import course_12, course_2004, says, waits_for
from tests.browser.test_menus import EXIT, STATUS, entry, ready
from tests.vendors.scormcloud.calling import ScormCloudClient

pytestmark = needs_browser
UNSAVED = "What you did last is not saved yet"
FLOW = '<imsss:sequencing><imsss:controlMode flow="true"/></imsss:sequencing>'


def opened(cloud: ScormCloudClient, learner: Learner, content: bytes) -> str:
    """A course that is open at its first SCO; gives its address."""
    ready(cloud, content)
    learner.open(link(cloud))
    waits_for(learner, "one")
    return learner.page.url


def cut(learner: Learner) -> None:
    learner.context.set_offline(True)


def mend(learner: Learner) -> None:
    learner.context.set_offline(False)


def tries_again(learner: Learner) -> None:
    learner.page.get_by_role("button", name="Try again").click()


def children(cloud: ScormCloudClient) -> Any:
    return progress(cloud)["activityDetails"]["children"]


def does_12(learner: Learner) -> None:
    says(learner, "SetValue", STATUS, "failed")
    says(learner, "SetValue", "cmi.core.score.raw", "37")
    says(learner, "SetValue", "cmi.core.lesson_location", "5")


def does_2004(learner: Learner) -> None:
    says(learner, "SetValue", "cmi.completion_status", "completed")
    says(learner, "SetValue", "cmi.success_status", "failed")
    says(learner, "SetValue", "cmi.score.scaled", "0.37")
    says(learner, "SetValue", "cmi.location", "5")


KINDS = pytest.mark.parametrize(
    ("content", "does", "end", "error"),
    [
        (course_12({"one": ""}), does_12, "Finish", "101"),
        (course_2004({"one": ""}), does_2004, "Terminate", "111"),
        (course_2004({"one": ""}, FLOW), does_2004, "Terminate", "111"),
        (course_2004({"one": "", "two": ""}, FLOW), does_2004, "Terminate", "111"),
    ],
    ids=["1.2", "2004", "2004 with rules", "2004 of two"],
)


@KINDS
def test_an_end_that_failed_is_told_to_the_sco_and_sent_again_before_the_course_is_left(
    cloud: ScormCloudClient,
    learner: Learner,
    content: bytes,
    does: Callable[[Learner], None],
    end: str,
    error: str,
) -> None:
    opened(cloud, learner, content)
    told: list[Any] = []
    learner.page.on("request", lambda sent: told.append(sent.post_data_json) if sent.url.endswith("/commit") else None)
    cut(learner)
    does(learner)
    assert says(learner, end, "") == "false"
    assert says(learner, "GetLastError") == error
    learner.page.get_by_text(UNSAVED).wait_for()
    tries_again(learner)
    learner.page.wait_for_timeout(200)
    assert learner.page.get_by_text(UNSAVED).is_visible()
    learner.page.click("#exit")
    learner.page.get_by_text(UNSAVED).wait_for()
    mend(learner)
    learner.page.get_by_text("You have left the course").wait_for()  # it goes on by itself
    first = children(cloud)[0]
    assert (first["activityCompletion"], first["activitySuccess"]) == ("COMPLETED", "FAILED")
    assert first["runtime"]["location"] == "5"
    assert first["score"]["scaled"] == 37
    assert {message["ended"] for message in told} == {"terminated"}, "it has ended, and is not left once more"
    assert learner.errors == []


@KINDS
def test_a_learner_who_leaves_without_a_connection_loses_nothing(
    cloud: ScormCloudClient,
    learner: Learner,
    content: bytes,
    does: Callable[[Learner], None],
    end: str,
    error: str,
) -> None:
    opened(cloud, learner, content)
    cut(learner)
    does(learner)
    learner.page.click("#exit")
    for _ in range(2):
        learner.page.get_by_text(UNSAVED).wait_for()
        tries_again(learner)
    learner.page.route("**/launch/**", lambda route: route.abort())
    mend(learner)
    learner.page.wait_for_timeout(200)
    assert learner.page.get_by_text(UNSAVED).is_visible()
    learner.page.unroute("**/launch/**")
    tries_again(learner)
    learner.page.get_by_text("You have left the course").wait_for()
    first = children(cloud)[0]
    assert (first["activitySuccess"], first["runtime"]["location"]) == ("FAILED", "5")


@pytest.mark.parametrize("ends", [True, False])
@pytest.mark.parametrize("content", [course_12({"one": "", "two": ""}), course_2004({"one": "", "two": ""}, FLOW)])
def test_another_sco_is_opened_when_the_one_before_is_saved(
    cloud: ScormCloudClient, learner: Learner, content: bytes, ends: bool
) -> None:
    opened(cloud, learner, content)
    is_12 = learner.page.evaluate("Boolean(window.API)")
    cut(learner)
    (does_12 if is_12 else does_2004)(learner)
    if ends:
        assert says(learner, "Finish" if is_12 else "Terminate", "") == "false"
        learner.page.get_by_text(UNSAVED).wait_for()
    learner.page.click("#next")
    learner.page.get_by_text(UNSAVED).wait_for()
    mend(learner)
    waits_for(learner, "two")
    first = children(cloud)[0]
    assert (first["activitySuccess"], first["runtime"]["location"]) == ("FAILED", "5")
    assert entry(learner, "one").get_attribute("data-status") == "failed"
    assert learner.errors == []


def test_what_a_window_could_not_send_is_sent_first_when_the_course_is_opened_again(
    cloud: ScormCloudClient, learner: Learner
) -> None:
    for content, does in ((course_12({"one": ""}), does_12), (course_2004({"one": "", "two": ""}, FLOW), does_2004)):
        assert cloud.upload("C1", content, mayCreateNewVersion="true").status_code == 200
        cloud.call("DELETE", "/registrations/R1")
        cloud.register("R1")
        learner.open(link(cloud))
        waits_for(learner, "one")
        address = learner.page.url
        cut(learner)
        does(learner)
        says(learner, "Commit", "")
        closing, learner.page = learner.page, learner.new_page()
        with closing.expect_event("close"):
            closing.close(run_before_unload=True)
        mend(learner)
        learner.open(address)
        waits_for(learner, "one")
        first = eventually(lambda: children(cloud)[0], lambda seen: seen["runtime"]["location"] == "5")
        assert (first["activitySuccess"], first["runtime"]["location"]) == ("FAILED", "5")
        learner.exit()
    assert learner.errors == []


def test_a_sco_that_goes_on_after_a_failed_end_can_end_again(cloud: ScormCloudClient, learner: Learner) -> None:
    opened(cloud, learner, course_12({"one": ""}))
    cut(learner)
    does_12(learner)
    assert says(learner, "Finish", "") == "false"
    says(learner, "SetValue", "cmi.core.lesson_location", "6")
    mend(learner)
    learner.page.locator("#state:not(.wrong)").get_by_text("Saved").wait_for()
    says(learner, "SetValue", EXIT, "suspend")
    assert says(learner, "Finish", "") == "true"
    learner.page.get_by_text("You have left the course").wait_for()
    assert children(cloud)[0]["runtime"]["location"] == "6"
    assert children(cloud)[0]["suspended"] is True


def test_a_warning_goes_when_the_connection_is_back(cloud: ScormCloudClient, learner: Learner) -> None:
    opened(cloud, learner, course_12({"one": ""}))
    cut(learner)
    does_12(learner)
    assert says(learner, "Commit", "") == "false"
    assert learner.page.locator("#state.wrong").inner_text() == "Not saved"
    mend(learner)
    learner.page.locator("#state:not(.wrong)").get_by_text("Saved").wait_for()
    assert children(cloud)[0]["runtime"]["location"] == "5"


def test_a_sound_that_ends_without_a_connection_is_completed(cloud: ScormCloudClient, learner: Learner) -> None:
    upload_media(cloud, "waves.mp3", SILENCE, "audio/mpeg")
    audio = learner.open(link(cloud)).locator("audio")
    cut(learner)
    audio.evaluate("media => { media.muted = true; return media.play(); }")
    learner.page.locator("#state.wrong").get_by_text("Not saved").wait_for()
    learner.page.click("#exit")
    learner.page.get_by_text(UNSAVED).wait_for()
    mend(learner)
    learner.page.get_by_text("You have left the course").wait_for()
    assert progress(cloud)["registrationCompletion"] == "COMPLETED"
    assert learner.errors == []


def test_a_sound_goes_on_where_it_was_left(cloud: ScormCloudClient, learner: Learner) -> None:
    upload_media(cloud, "waves.mp3", SILENCE * 40, "audio/mpeg")
    audio = learner.open(link(cloud)).locator("audio")
    audio.evaluate("media => { media.muted = true; media.currentTime = 3; return media.play(); }")
    left = eventually(lambda: audio.evaluate("media => media.currentTime"), lambda seen: seen > 3.3)
    began = monotonic()
    learner.exit()
    took = monotonic() - began
    audio = learner.open(link(cloud)).locator("audio")
    position = eventually(lambda: audio.evaluate("media => media.currentTime"), lambda seen: seen >= 3)
    assert left <= position < left + took + 1


def test_a_unit_that_leads_back_without_a_connection_is_left_when_it_is_there(
    cloud: ScormCloudClient, learner: Learner
) -> None:
    opened(cloud, learner, course_12({"one": ""}))
    does_12(learner)
    learner.page.goto(f"{learner.page.url.partition('?')[0]}/returned", wait_until="commit")
    learner.page.get_by_text("You have left the course").wait_for()
    learner.open(link(cloud))
    waits_for(learner, "one")
    address = learner.page.url.partition("?")[0]
    learner.page.route("**/leave", lambda route: route.abort())
    learner.page.goto(f"{address}/returned")
    learner.page.get_by_text("The emulator cannot be reached").wait_for()
    learner.page.unroute("**/leave")
    learner.page.get_by_text("You have left the course").wait_for()

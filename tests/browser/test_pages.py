"""The pages around the player in a real browser: where exits lead to, and invitations."""

from typing import Any

import pytest

from tests.browser.browser import Learner, needs_browser
from tests.browser.courses.test_scorm12 import link, progress
from tests.vendors.scormcloud.calling import ScormCloudClient

pytestmark = needs_browser


def ready(cloud: ScormCloudClient) -> None:
    cloud.new_course("C1")
    cloud.register("R1")


def test_an_exit_with_closer_closes_a_window_that_a_page_opened(cloud: ScormCloudClient, learner: Learner) -> None:
    ready(cloud)
    learner.page.goto(f"{cloud.world.root}/")
    with learner.context.expect_page() as opened:
        learner.page.evaluate("link => { window.open(link); }", link(cloud, redirectOnExitUrl="Closer"))
    window = opened.value
    window.frame_locator("#content").locator("#complete").wait_for()
    with window.expect_event("close"):
        window.click("#exit")
    assert progress(cloud)["registrationCompletion"] == "INCOMPLETE"


@pytest.mark.parametrize(("asked", "title"), [("blank", ""), ("javascript:alert(1)", "You have left the course")])
def test_an_exit_leads_to_the_page_that_was_asked_for(
    cloud: ScormCloudClient, learner: Learner, asked: str, title: str
) -> None:
    ready(cloud)
    learner.open(link(cloud, redirectOnExitUrl=asked)).locator("#complete").wait_for()
    learner.exit()
    assert learner.page.title() == title


def test_a_course_that_ends_by_itself_leads_to_the_url_that_was_asked_for(
    cloud: ScormCloudClient, learner: Learner
) -> None:
    ready(cloud)
    target = f"{cloud.world.root}/_emulator/samples/?from=course"
    learner.open(link(cloud, redirectOnExitUrl=target)).locator("#complete").click()
    learner.page.wait_for_url(target)
    assert progress(cloud)["registrationCompletion"] == "COMPLETED"


def test_a_public_invitation_asks_who_one_is_and_opens_the_course(cloud: ScormCloudClient, learner: Learner) -> None:
    cloud.new_course("C1")
    body: dict[str, Any] = {"courseId": "C1", "creatingUserEmail": "boss@example.com"}
    invitation = cloud.call("POST", "/invitations/public", json=body).json()
    learner.page.goto(invitation["url"])
    learner.picture("invitation")
    learner.page.fill("#email", "jo@example.com")
    learner.page.fill("#firstName", "Jo")
    learner.page.fill("#lastName", "Baba")
    learner.page.click("button")
    learner.course.locator("#complete").click()
    learner.page.get_by_text("You have left the course").wait_for()
    (registration,) = cloud.get("/registrations")["registrations"]
    assert registration["learner"] == {
        "id": "jo@example.com",
        "email": "jo@example.com",
        "firstName": "Jo",
        "lastName": "Baba",
    }
    assert registration["registrationCompletion"] == "COMPLETED"
    people = cloud.get(f"/invitations/public/{invitation['id']}/userInvitations")["userInvitations"]
    assert [(person["email"], person["isStarted"]) for person in people] == [("jo@example.com", True)]


def test_an_expired_link_says_so(cloud: ScormCloudClient, learner: Learner) -> None:
    ready(cloud)
    expired = link(cloud, expiry=10)
    cloud.world.advance(10)
    learner.page.goto(expired)
    learner.picture("expired")
    assert learner.page.locator("h1").inner_text() == "This link has expired"

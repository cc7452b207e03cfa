"""Single media files in a real browser, and what SCORM Cloud says of them."""

from typing import Any

import pytest

from tests.browser.browser import Learner, eventually, needs_browser
from tests.browser.courses.test_scorm12 import link, progress
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.vendors.scormcloud.imports.test_imports import upload_file

pytestmark = needs_browser
SILENCE = (b"\xff\xfb\x90\x00" + b"\0" * 413) * 60  # frames of an MP3 in which nothing is heard: a second and a half
PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj "
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF"
)


def upload(cloud: ScormCloudClient, name: str, content: bytes, kind: str) -> None:
    assert upload_file(cloud, name, content, kind)["status"] == "COMPLETE"
    cloud.register("R1")


def completion(cloud: ScormCloudClient) -> Any:
    return progress(cloud)["registrationCompletion"]


def test_a_pdf_is_completed_when_it_is_opened(cloud: ScormCloudClient, learner: Learner) -> None:
    upload(cloud, "Tide tables.pdf", PDF, "application/pdf")
    learner.open(link(cloud)).locator("object").wait_for()
    assert eventually(lambda: completion(cloud), lambda seen: seen == "COMPLETED") == "COMPLETED"
    learner.picture("pdf")
    learner.exit()
    seen = progress(cloud)
    assert (seen["registrationCompletion"], seen["registrationSuccess"]) == ("COMPLETED", "UNKNOWN")
    assert seen["totalSecondsTracked"] > 0
    assert learner.errors == []


def test_a_sound_is_completed_when_it_has_been_heard_to_its_end(cloud: ScormCloudClient, learner: Learner) -> None:
    upload(cloud, "waves.mp3", SILENCE * 4, "audio/mpeg")
    audio = learner.open(link(cloud)).locator("audio")
    audio.evaluate("media => { media.muted = true; }")
    learner.picture("mp3")
    audio.evaluate("media => media.play()")
    eventually(lambda: audio.evaluate("media => media.currentTime"), lambda seen: seen > 0.3)
    audio.evaluate("media => media.pause()")
    amount = eventually(lambda: progress(cloud)["registrationCompletionAmount"], lambda seen: seen > 0)
    assert 0 < amount < 1
    assert completion(cloud) == "INCOMPLETE"
    audio.evaluate("media => media.play()")
    assert eventually(lambda: completion(cloud), lambda seen: seen == "COMPLETED") == "COMPLETED"
    learner.exit()
    (launch,) = cloud.get("/registrations/R1/launchHistory")["launchHistory"]
    assert launch["completionStatus"] == "COMPLETED"


@pytest.mark.parametrize("title", ["Tide", '"><script>'])
def test_a_film_gets_a_player_with_controls(cloud: ScormCloudClient, learner: Learner, title: str) -> None:
    upload(cloud, "tide.mp4", b"\0\0\0\x18ftypmp42", "video/mp4")
    cloud.call("PUT", "/courses/C1/title", json={"title": title})
    video = learner.open(link(cloud)).locator("video[controls]")
    assert str(video.get_attribute("src")).endswith("/tide.mp4")
    learner.exit()
    assert completion(cloud) == "INCOMPLETE"
    assert learner.errors == []

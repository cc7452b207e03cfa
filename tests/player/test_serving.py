"""The player's paths, as a browser or somebody hostile calls them."""

import io
import zipfile
from typing import Any
from urllib.parse import quote

import httpx
import pytest

from emulator.courseware.samples import build_sample
from tests.refusals import page_refusal, player_refusal, text_refusal
from tests.vendors.scormcloud.calling import QUIZ, ScormCloudClient
from tests.world import World


class Player:
    """A launch of R1, and what its page sends."""

    def __init__(self, cloud: ScormCloudClient, **body: Any) -> None:
        self.cloud, self.client = cloud, cloud.world.client
        asked = {"redirectOnExitUrl": "Message", **body}
        link = cloud.call("POST", "/registrations/R1/launchLink", json=asked).json()["launchLink"]
        response = self.client.get(link)
        assert response.status_code == 302, response.text
        self.url = cloud.world.host + response.headers["location"]
        self.content = self.url.replace("/launch/", "/content/")

    def tell(self, what: str, message: Any, **options: Any) -> httpx.Response:
        """A message of the page."""
        if not isinstance(message, bytes):
            options["json"] = message
        else:
            options["content"] = message
        return self.client.post(f"{self.url}/{what}", **options)

    def start(self) -> Any:
        """Begin the SCO."""
        response = self.tell("start", {"sco": "quiz"})
        assert response.status_code == 200, response.text
        return response.json()

    def commit(self, values: dict[str, Any], sequence: int = 1, **members: Any) -> httpx.Response:
        """What the SCO says."""
        message = {"sco": "quiz", "session": 1, "sequence": sequence, "values": values, **members}
        return self.tell("commit", message)


@pytest.fixture
def cloud(world: World) -> ScormCloudClient:
    """SCORM Cloud with the registration R1 for the quiz."""
    world.settings(job_mode="instant")
    cloud = ScormCloudClient(world)
    cloud.new_course("C1", QUIZ)
    cloud.register("R1")
    return cloud


@pytest.fixture
def player(cloud: ScormCloudClient) -> Player:
    """A launch of R1."""
    return Player(cloud)


def state(cloud: ScormCloudClient) -> Any:
    return cloud.get("/registrations/R1", includeChildResults=True, includeRuntime=True)


def test_a_course_is_played_without_a_browser_by_the_page_s_own_messages(
    cloud: ScormCloudClient, player: Player
) -> None:
    begun = player.start()
    assert (begun["session"], begun["api"], begun["values"]["cmi.core.entry"]) == (1, "scorm12", "ab-initio")
    values = {"cmi.core.lesson_status": "passed", "cmi.core.score.raw": "80", "cmi.core.session_time": "00:01:00"}
    answer = player.commit(values, seconds=65.5, ended="terminated").json()
    assert (answer["kept"], answer["refused"], answer["status"], answer["score"]) == (True, [], "passed", 80.0)
    assert player.tell("leave", {}).json()["to"].endswith("/message")
    seen = state(cloud)
    assert (seen["registrationSuccess"], seen["totalSecondsTracked"]) == ("PASSED", 65.5)
    (launch,) = cloud.get("/registrations/R1/launchHistory")["launchHistory"]
    assert (launch["totalSecondsTracked"], launch["successStatus"]) == (65.5, "PASSED")


def test_a_beacon_is_read_whatever_its_content_type(cloud: ScormCloudClient, player: Player) -> None:
    player.start()
    body = b'{"sco":"quiz","session":1,"sequence":1,"values":{"cmi.core.lesson_location":"2"},"ended":"left"}'
    response = player.tell("commit", body, headers={"Content-Type": "text/plain;charset=UTF-8"})
    assert response.json()["kept"] is True
    assert state(cloud)["activityDetails"]["children"][0]["runtime"]["location"] == "2"


def test_what_is_refused_is_named_in_the_answer_and_the_hint(player: Player) -> None:
    player.start()
    response = player.commit({"cmi.core.student_id": "me", "cmi.core.lesson_location": "1"})
    assert response.json()["refused"] == ["cmi.core.student_id: Element is read only (403)"]
    assert "cmi.core.student_id" in response.headers["x-emulator-hint"]


HOSTILE: list[tuple[bytes, int]] = [
    (b"", 400),
    (b"{", 400),
    (b"[]", 400),
    (b"null", 400),
    (b"NaN", 400),
    (b"[" * 100_000, 400),
    (b'{"a":' * 2000, 400),
    (b'{"sco":"quiz","session":1,"sequence":1,"values":{"cmi.suspend_data":1}}', 400),
    (b'{"sco":"quiz","session":1,"sequence":1,"values":[]}', 400),
    (b'{"sco":"quiz","session":1,"sequence":-1,"values":{}}', 400),
    (b'{"sco":"quiz","session":1,"sequence":1e300,"values":{}}', 400),
    (b'{"sco":"quiz","session":true,"sequence":1,"values":{}}', 400),
    (b'{"sco":"quiz","session":1,"sequence":1,"values":{},"ended":"now"}', 400),
    (b'{"sco":"quiz","session":1,"sequence":1,"values":{},"more":1}', 400),
    (b'{"sco":"quiz","session":2,"sequence":1,"values":{}}', 409),
    (b'{"sco":"nothing","session":1,"sequence":1,"values":{}}', 404),
    (b'{"sco":"\\u0000","session":1,"sequence":1,"values":{}}', 404),
    (b"\xff\xfe", 400),
]


@pytest.mark.parametrize(("body", "status"), HOSTILE)
def test_a_hostile_commit_is_refused_and_nothing_changes(
    cloud: ScormCloudClient, player: Player, body: bytes, status: int
) -> None:
    player.start()
    player.commit({"cmi.core.lesson_location": "1"})
    before = state(cloud)
    response = player.tell("commit", body)
    assert (response.status_code, response.json()["result"]) == (status, False), response.text
    assert state(cloud) == before


def test_odd_values_are_kept_or_refused_and_never_break_anything(cloud: ScormCloudClient, player: Player) -> None:
    player.start()
    odd = {
        "cmi.suspend_data": "\0 \u2028 <script> \U0001f600",
        "cmi.core.lesson_location": "x" * 10_000_000,
        "cmi.core.score.raw": "1e999",
        "cmi.core.score.min": "NaN",
        "cmi.interactions.999999999.id": "far",
        "cmi.interactions.0.id": "a b",
        "cmi..": "x",
        "." * 4000: "x",
    }
    answer = player.commit(odd).json()
    assert answer["kept"] is True
    assert len(answer["refused"]) == 6
    assert state(cloud)["activityDetails"]["children"][0]["runtime"]["suspendData"] == odd["cmi.suspend_data"]


@pytest.mark.parametrize("what", ["start", "commit", "state", "leave"])
def test_messages_are_posted_and_need_a_launch(cloud: ScormCloudClient, player: Player, what: str) -> None:
    assert (
        page_refusal(player.client.get(f"{player.url}/{what}"), 405)
        == "Not possible. GET is not a method of this page: it takes POST."
    )
    elsewhere = f"{cloud.world.root}/launch/no-such-key/{what}"
    bodies: dict[str, Any] = {"start": {"sco": "x"}, "state": {"sequencing": ""}, "leave": {}}
    bodies["commit"] = {"sco": "x", "session": 1, "sequence": 1, "values": {}}
    assert (
        player_refusal(player.client.post(elsewhere, json=bodies[what]), 404) == "Ask where you got it for a new one."
    )


def test_a_start_of_what_the_course_has_not_is_refused(player: Player) -> None:
    assert player_refusal(player.tell("start", {"sco": "nothing"}), 404) == "the course has no SCO nothing"
    assert player_refusal(player.tell("start", {"sco": ""}), 400) == "sco: String should have at least 1 character"


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "/nothing",
        "/nothing/closer/x",
        "/static",
        "/static/..%2f..%2fapp.py",
        "/static/scorm-again",
        "/%00",
        "/a%2fb",
    ],
)
def test_a_path_that_leads_nowhere_answers_404(world: World, path: str) -> None:
    response = world.client.get(f"{world.root}/launch{path}")
    assert (response.status_code, response.headers["content-type"]) == (404, "text/html; charset=utf-8")


def test_the_page_embeds_titles_that_try_to_break_out_of_it(cloud: ScormCloudClient) -> None:
    title = "</script><script>alert(1)</script>&lt;"
    cloud.call("PUT", "/courses/C1/title", json={"title": title})
    page = cloud.world.client.get(Player(cloud).url).text
    assert "<script>alert" not in page
    assert "&lt;/script&gt;" in page


def test_files_of_the_course_have_their_types_and_nothing_is_guessed(player: Player) -> None:
    for name, kind in (("quiz.html", "text/html"), ("quiz.js", "text/javascript"), ("shared/course.css", "text/css")):
        response = player.client.get(f"{player.content}/{name}")
        assert (response.status_code, response.headers["content-type"]) == (200, kind)
        assert response.headers["x-content-type-options"] == "nosniff"
        assert int(response.headers["content-length"]) == len(response.content)
    assert player.client.get(f"{player.content}/QUIZ.html").status_code == 200  # made on Windows
    assert player.client.get(f"{player.content}/quiz.html?a=1").status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "",
        "shared",
        "shared/",
        "nothing.html",
        "..%2f..%2femulator.db",
        "%2e%2e/%2e%2e/emulator.db",
        "/etc/passwd",
        "shared/..%5c..%5cx",
        "%00",
        "a" * 5000,
        "quiz.html/x",
        "C:%5cx",
    ],
)
def test_nothing_outside_the_course_is_served(player: Player, path: str) -> None:
    response = player.client.get(f"{player.content}/{path}")
    assert text_refusal(response, 404) == "The course has no such file."


@pytest.mark.parametrize(
    ("wanted", "status", "slice_"),
    [
        ("bytes=0-9", 206, slice(0, 10)),
        ("bytes=5-", 206, slice(5, None)),
        ("bytes=-7", 206, slice(-7, None)),
        ("bytes=0-99999999", 206, slice(0, None)),
        ("bytes=9-5", 200, slice(0, None)),
        ("bytes=0-1,3-4", 200, slice(0, None)),
        ("lines=1-2", 200, slice(0, None)),
        ("bytes=99999999-", 416, slice(0, 0)),
        ("bytes=-0", 416, slice(0, 0)),
    ],
)
def test_a_range_of_a_file_is_served_so_that_a_film_can_be_wound(
    player: Player, wanted: str, status: int, slice_: slice
) -> None:
    whole = player.client.get(f"{player.content}/quiz.js").content
    response = player.client.get(f"{player.content}/quiz.js", headers={"Range": wanted})
    assert (response.status_code, response.content) == (status, whole[slice_])
    if status == 206:
        first = slice_.indices(len(whole))[0]
        assert response.headers["content-range"] == f"bytes {first}-{first + len(response.content) - 1}/{len(whole)}"


def test_a_file_that_the_browser_has_is_not_sent_again(player: Player) -> None:
    first = player.client.get(f"{player.content}/quiz.js")
    again = player.client.get(f"{player.content}/quiz.js", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    again = player.client.get(f"{player.content}/quiz.js", headers={"If-None-Match": "*"})
    assert (again.status_code, again.content) == (304, b"")


def test_a_range_of_a_file_that_has_changed_is_the_whole_file(player: Player) -> None:
    url = f"{player.content}/quiz.js"
    first = player.client.get(url)
    for of, status in (
        (first.headers["etag"], 206),
        (first.headers["last-modified"], 206),
        ('"another"', 200),
        ("Sat, 01 Jan 2000 00:00:00 GMT", 200),
    ):
        again = player.client.get(url, headers={"Range": "bytes=0-9", "If-Range": of})
        assert (again.status_code, again.content) == (status, first.content[: 10 if status == 206 else None]), of


def test_a_link_expires_by_the_sandbox_s_clock_and_what_it_opened_goes_on(cloud: ScormCloudClient) -> None:
    body = {"redirectOnExitUrl": "Message", "expiry": 20}
    link = cloud.call("POST", "/registrations/R1/launchLink", json=body).json()["launchLink"]
    opened = cloud.world.client.get(f"{link}?cache=1")
    assert opened.status_code == 302
    cloud.world.advance(20)
    late = cloud.world.client.get(link)
    assert (late.status_code, "has expired" in late.text) == (403, True)
    assert cloud.world.client.get(cloud.world.host + opened.headers["location"]).status_code == 200


def test_links_of_what_was_deleted_say_so(cloud: ScormCloudClient, player: Player) -> None:
    link = cloud.call("POST", "/registrations/R1/launchLink", json={"redirectOnExitUrl": "x"}).json()["launchLink"]
    assert cloud.call("DELETE", "/registrations/R1").status_code == 204
    assert (
        page_refusal(cloud.world.client.get(link), 404)
        == "This link leads nowhere. Ask where you got it for a new one."
    )
    assert (
        page_refusal(cloud.world.client.get(player.url), 410)
        == "This course is not here any more. It was removed, or your progress was."
    )
    assert player_refusal(player.tell("start", {"sco": "quiz"}), 410) == "It was removed, or your progress was."


def test_launch_pages_are_in_the_journal_and_files_are_not(world: World, player: Player) -> None:
    player.client.get(player.url)
    player.client.get(f"{player.content}/quiz.js")
    player.start()
    entries = [entry for entry in world.journal() if entry["vendor"] == "player"]
    assert [entry["request"]["method"] for entry in entries] == ["GET", "POST"]


def test_a_launch_belongs_to_its_sandbox(world: World, player: Player) -> None:
    other = player.url.replace(f"/~{world.name}/", "/~another-world/")
    assert page_refusal(world.client.get(other), 404) == "This link leads nowhere. Ask where you got it for a new one."


def test_a_manifest_with_names_that_have_to_be_encoded_is_played(cloud: ScormCloudClient) -> None:
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(build_sample(QUIZ))) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            content = old.read(name).replace(
                b'href="quiz.html"', 'href="Prüfung 1 & 2.html"'.replace("&", "&amp;").encode()
            )
            new.writestr("Prüfung 1 & 2.html" if name == "quiz.html" else name, content)
    assert cloud.job(cloud.upload("C2", changed.getvalue()).json()["result"])["status"] == "COMPLETE"
    cloud.register("R2", "C2")
    link = cloud.call("POST", "/registrations/R2/launchLink", json={"redirectOnExitUrl": "x"}).json()["launchLink"]
    url = cloud.world.host + cloud.world.client.get(link).headers["location"]
    begun = cloud.world.client.post(f"{url}/start", json={"sco": "quiz"}).json()
    assert begun["href"].startswith(quote("Prüfung 1"))
    assert cloud.world.client.get(f"{url.replace('/launch/', '/content/')}/{begun['href']}").status_code == 200

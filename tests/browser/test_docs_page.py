"""`/docs` in a real browser: every document is shown, what is sent from the page arrives, and nothing is asked of anybody else."""

import json
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from emulator.docs_page.page import is_built
from tests.browser.browser import SECONDS, needs_browser
from tests.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page

pytestmark = [
    *needs_browser,
    pytest.mark.skipif(not is_built(), reason="Swagger UI is not there: python hatch_build.py brings it in"),
]


class Reader:
    """Somebody who reads `/docs` of a sandbox. `wrong` is what the browser complains of, and what was asked of others."""

    def __init__(self, page: "Page", world: World) -> None:
        self.page, self.world = page, world
        self.wrong: list[str] = []
        page.set_default_timeout(SECONDS * 1000)
        page.on("pageerror", lambda error: self.wrong.append(str(error)))
        page.on("console", lambda said: self._note(said.type, said.text))
        page.on("request", lambda asked: self._note_call(asked.url))

    def open(self, title: str) -> None:
        """Go to the document of that title."""
        self.page.goto(f"{self.world.root}/docs?urls.primaryName={title}")
        self.page.locator(".opblock-tag").first.wait_for()

    def operation(self, tag: str, operation_id: str) -> "Locator":
        """An operation, unfolded, with `Try it out` pressed."""
        heading = self.page.locator(f"#operations-tag-{tag}")
        if heading.get_attribute("data-is-open") == "false":
            heading.click()
        found = self.page.locator(f"#operations-{tag}-{operation_id}")
        found.locator(".opblock-summary-control").click()
        found.locator(".try-out__btn").click()
        return found

    def send(self, operation: "Locator") -> tuple[str, str]:
        """Press `Execute`: the status and the body that the page shows."""
        operation.locator(".execute").click()
        answer = operation.locator(".live-responses-table tr.response")
        answer.wait_for()
        shown = answer.locator(".highlight-code code")
        return answer.locator(".response-col_status").inner_text().strip(), "\n".join(shown.first.all_inner_texts())

    def authorize(self, scheme: str, *values: str) -> None:
        """Fill in the fields of a security scheme, in order, with every box of a scope ticked."""
        self.page.locator(".auth-wrapper .authorize").first.click()
        box = self.page.locator(".auth-container").filter(has=self.page.locator("h4", has_text=scheme)).first
        fields = box.locator("input[type=text], input[type=password]")
        for number, value in enumerate(values):
            fields.nth(number).fill(value)
        everything = box.locator("a[data-all=true]")
        if everything.count():
            everything.click()
        box.locator(".auth.authorize").click()
        box.get_by_label("Remove authorization").wait_for()
        box.locator(".btn-done").click()

    def _note(self, kind: str, text: str) -> None:
        if kind == "error" and "the server responded with a status" not in text:
            self.wrong.append(text)

    def _note_call(self, url: str) -> None:
        if not url.startswith((f"{self.world.root}/", "data:", "blob:")):
            self.wrong.append(f"asked for {url}")


@pytest.fixture
def reader(browser: "Browser", world: World) -> Iterator[Reader]:
    """A reader, who has seen nothing wrong at the end."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    reader = Reader(context.new_page(), world)
    yield reader
    context.close()
    assert reader.wrong == []


def test_the_four_documents_are_shown_one_by_one_and_the_address_keeps_the_chosen_one(reader: Reader) -> None:
    page = reader.page
    reader.open("Litmos")
    for title in ("SCORM Cloud", "NexPort Campus", "Control API", "Litmos"):
        page.get_by_label("Select a definition").select_option(label=title)
        shown = "lms-emulator control API" if title == "Control API" else f"{title}, emulated"
        page.locator(".info .title", has_text=shown).wait_for()
        assert reader.world.root in page.locator(".servers select").input_value()
        page.reload()
        page.locator(".info .title", has_text=shown).wait_for()


def test_litmos_takes_a_get_and_a_user_in_json_and_in_xml(reader: Reader) -> None:
    reader.open("Litmos")
    reader.authorize("apikey", "litmos-account-owner")
    listed = reader.operation("users", "get_users")
    assert reader.send(listed)[0] == "200"
    created = reader.operation("users", "post_users")
    written = {
        "application/json": '{"UserName": "ann@example.com", "FirstName": "Ann", "LastName": "Lee", "Email": "ann@example.com"}',
        "text/xml": "<User><UserName>jo@example.com</UserName><FirstName>Jo</FirstName><LastName>Baba</LastName>"
        "<Email>jo@example.com</Email></User>",
    }
    for media, body in written.items():
        created.locator(".body-param-content-type select").select_option(media)
        created.locator("textarea").fill(body)
        assert reader.send(created)[0] == "201", media
        created.locator("button", has_text="Clear").click()
    names = [entry["response"]["status"] for entry in reader.world.journal(vendor="litmos", operation="post_users")]
    assert names == [201, 201]


def test_scorm_cloud_takes_basic_credentials_and_a_course_as_a_file(reader: Reader) -> None:
    world = reader.world
    world.settings(job_mode="instant")
    reader.open("SCORM Cloud")
    reader.authorize("basic_APP_NORMAL", "EMULATOR01", "emulator-secret")
    assert reader.send(reader.operation("ping", "pingAppId"))[0] == "200"
    upload = reader.operation("course", "createUploadAndImportCourseJob")
    upload.locator("tr[data-param-name=courseId] input").fill("C1")
    zipped = world.client.get(world.sample("scorm12-quiz.zip")).content
    upload.locator("input[type=file]").set_input_files(
        {"name": "quiz.zip", "mimeType": "application/zip", "buffer": zipped}
    )
    status, shown = reader.send(upload)
    assert status == "200", shown
    answer = world.client.get(f"{world.scormcloud}/courses/C1", auth=("EMULATOR01", "emulator-secret"))
    assert answer.status_code == 200


def test_scorm_cloud_takes_a_token_that_the_page_asks_for_itself(reader: Reader) -> None:
    reader.world.settings(capture_secrets=True)
    reader.open("SCORM Cloud")
    reader.authorize("oauth", "EMULATOR01", "emulator-secret")
    assert reader.send(reader.operation("course", "getCourses"))[0] == "200"
    (entry,) = reader.world.journal(vendor="scormcloud", operation="getCourses")
    sent = {name.lower(): value for name, value in entry["request"]["headers"]}
    assert sent["authorization"].lower().startswith("bearer")


def test_nexport_takes_the_token_that_authenticate_gave(reader: Reader) -> None:
    reader.open("NexPort Campus")
    signing_in = reader.operation("admin_api", "AdminApi_Authenticate")
    given = {"grant_type": "password", "username": "api.user", "password": "emulator-password"}
    signing_in.locator("textarea").fill(json.dumps(given))
    status, shown = reader.send(signing_in)
    assert status == "200", shown
    reader.authorize("access_token", json.loads(shown)["access_token"])
    assert reader.send(reader.operation("admin_api", "AdminApi_GetUsers"))[0] == "200"


def test_the_control_api_takes_a_body_and_changes_the_sandbox_of_the_page(reader: Reader) -> None:
    reader.open("Control API")
    setting = reader.operation("clock", "set_clock")
    setting.locator("textarea").fill('{"now": "2030-01-01T00:00:00Z", "held": true}')
    status, shown = reader.send(setting)
    assert status == "200", shown
    assert reader.world.control("GET", "clock") == {"now": "2030-01-01T00:00:00Z", "held": True, "scale": 1.0}

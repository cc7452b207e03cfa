"""The console in a real browser: it is live, obeys keys, changes things, and is legible on every screen."""

from time import sleep
from typing import TYPE_CHECKING, Any

import pytest

from emulator.courseware.samples import build_sample
from emulator.example_seed import text as example_seed
from tests.browser.browser import Learner, eventually, needs_browser, press
from tests.browser.test_looks import faults
from tests.vendors.litmos.calling import LitmosClient
from tests.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Locator

pytestmark = needs_browser

PATHS = (
    "",
    "journal",
    "journal/1",
    "world",
    "world/litmos/users",
    "world/search?q=jo",
    "sent",
    "jobs",
    "faults",
    "actions",
)
REGISTRATION = "world/scormcloud/registrations/one?app_id=EMULATOR01&id=jo-tides"


def address(world: World, path: str) -> str:
    return f"{world.root}/_emulator/console/{path}" if path else f"{world.root}/"


def rows(learner: Learner) -> "Locator":
    return learner.page.locator("#rows tbody tr")


@pytest.mark.parametrize("path", [*PATHS, REGISTRATION])
def test_a_page_of_the_console_is_legible_on_every_screen(world: World, learner: Learner, path: str) -> None:
    world.client.post(f"{world.root}/_emulator/seed", content=example_seed())
    LitmosClient(world).call("GET", "/users/nobody")
    learner.page.goto(address(world, path))
    assert faults(learner) == []
    assert learner.errors == []


def test_what_is_called_appears_in_the_journal_by_itself_and_opens_by_keys(world: World, learner: Learner) -> None:
    litmos = LitmosClient(world)
    learner.page.goto(address(world, "journal"))
    assert "No request yet" in learner.page.locator("main").inner_text()
    litmos.call("GET", "/users")
    litmos.call("GET", "/users/nobody")
    assert eventually(rows(learner).count, lambda count: count == 2) == 2
    assert learner.page.locator("#empty").count() == 0
    learner.page.keyboard.press("j")
    learner.page.keyboard.press("Enter")
    learner.page.wait_for_url("**/journal/2")
    learner.page.keyboard.press("j")
    learner.page.wait_for_url("**/journal/1")
    learner.page.get_by_role("button", name="Send again").click()
    learner.page.wait_for_url("**/journal/3")
    learner.page.keyboard.press("u")
    learner.page.wait_for_url("**/journal")
    learner.page.keyboard.press("?")
    assert learner.page.get_by_role("dialog").is_visible()


def test_new_rows_wait_while_somebody_reads_further_down(world: World, learner: Learner) -> None:
    litmos = LitmosClient(world)
    for _ in range(60):
        litmos.call("GET", "/courses")
    learner.page.goto(address(world, "journal"))
    learner.page.evaluate("scrollTo(0, 600)")
    litmos.call("GET", "/users")
    fresh = learner.page.get_by_role("button", name="1 new")
    fresh.wait_for()
    assert (rows(learner).count(), learner.page.evaluate("scrollY")) == (60, 600)
    fresh.click()
    assert rows(learner).count() == 61


def test_a_call_that_is_told_of_while_the_page_asks_for_new_ones_is_no_reset(world: World, learner: Learner) -> None:
    litmos = LitmosClient(world)
    litmos.call("GET", "/courses")
    loads: list[Any] = []

    def late(route: Any) -> None:
        answer = route.fetch()
        litmos.call("GET", "/users")
        sleep(0.5)
        route.fulfill(response=answer)

    learner.page.on("load", lambda page: loads.append(page))
    learner.page.route("**/journal/rows*", late, times=1)
    learner.page.goto(address(world, "journal"))
    rows(learner).nth(1).wait_for()
    learner.page.wait_for_timeout(800)
    assert (len(loads), rows(learner).count()) == (1, 2)


def test_buttons_move_the_clock_change_settings_and_switch_faults(world: World, learner: Learner) -> None:
    world.control("PUT", "clock", json={"now": "2030-01-01T00:00:00Z", "held": True})
    learner.page.goto(address(world, "actions"))
    press(learner.page, "+1 h")
    assert world.control("GET", "clock")["now"] == "2030-01-01T01:00:00Z"
    seconds = learner.page.get_by_label("job_seconds")
    seconds.fill("some")
    seconds.press("Enter")
    learner.page.get_by_text("job_seconds:").wait_for()
    mode_row = learner.page.get_by_role("row").filter(has=learner.page.get_by_label("job_mode"))
    mode_row.get_by_label("job_mode").select_option("instant")
    with learner.page.expect_event("load"):
        mode_row.get_by_role("button", name="Set").click()
    assert world.control("GET", "settings")["job_mode"] == "instant"
    learner.page.goto(address(world, "faults"))
    press(learner.page, "Turn on slow-network")
    learner.page.get_by_role("button", name="Turn off slow-network").wait_for()
    assert len(world.control("GET", "faults")["faults"]) == 1


def test_files_are_loaded_and_what_a_sandbox_has_is_changed_by_buttons(world: World, learner: Learner) -> None:
    page, key = learner.page, f"key-of-{world.root.rpartition('~')[2]}"
    page.goto(address(world, "actions"))
    seed = b"litmos:\n  users:\n  - {UserName: kim@example.com, FirstName: Kim, LastName: Baba}\n"
    page.get_by_label("Seed (JSON or YAML)").set_input_files(
        {"name": "seed.yaml", "mimeType": "application/yaml", "buffer": seed}
    )
    press(page, "Load")
    assert "kim@example.com" in LitmosClient(world).call("GET", "/users", params={"search": "kim"}).text
    page.get_by_label("One as JSON").fill(f'{{"vendor": "litmos", "key": "{key}"}}')
    press(page, "Add")
    page.get_by_role("button", name=f"Remove {key}").wait_for()
    world.control("POST", "faults", json={"do": {"status": 503}})
    page.goto(address(world, "faults"))
    press(page, "Turn off rule 1")
    page.get_by_role("button", name="Turn on rule 1").wait_for()
    page.get_by_label("Uses that litmos_rate_limit allows").fill("7")
    press(page, "Set litmos_rate_limit")
    page.get_by_text("7 in 60 s").wait_for()
    assert LitmosClient(world).call("GET", "/users").status_code == 200
    page.goto(address(world, "actions"))
    press(page, "Delete this sandbox")
    page.wait_for_url(f"{world.root.partition('/~')[0]}/")
    assert learner.errors == []


def test_a_learner_is_played_from_the_page_of_a_registration(world: World, learner: Learner) -> None:
    world.client.post(f"{world.root}/_emulator/seed", content=example_seed())
    learner.page.goto(address(world, REGISTRATION))
    world.control("POST", "attempts/play?registration=jo-tides", json={"score": 35})
    learner.page.get_by_text("35.0 %").first.wait_for()
    with learner.context.expect_page() as opened:
        learner.page.get_by_role("button", name="Launch").click()
    opened.value.frame_locator("#content").locator("body").wait_for()
    assert learner.errors == []


def test_a_sample_is_launched_from_the_first_page_and_a_zip_is_dropped(world: World, learner: Learner) -> None:
    wrong: list[str] = []
    learner.context.on("console", lambda told: wrong.append(told.text) if told.type in ("error", "warning") else None)
    learners = learner.new_page()
    learners.goto(address(world, "world/learners"))
    learner.page.goto(address(world, ""))
    with learner.context.expect_page() as opened:
        learner.page.get_by_role("button", name="Launch Tides: a short quiz").click()
    opened.value.frame_locator("#content").locator("body").wait_for()
    learners.locator(".count").get_by_text("1", exact=True).wait_for()
    opened.value.click("#exit")
    opened.value.get_by_text("You have left the course").wait_for()
    assert wrong == []
    zip_file = learner.folder / "mine.zip"
    zip_file.write_bytes(build_sample("scorm12-minimal.zip"))
    with learner.context.expect_page() as opened:
        learner.page.set_input_files("#try-file", zip_file)
    opened.value.frame_locator("#content").locator("body").wait_for()
    assert learner.errors == []
    assert len(world.control("GET", "attempts")["attempts"]) == 2


def test_the_walks_of_the_first_page_go_through_again_and_again(world: World, learner: Learner) -> None:
    world.settings(job_mode="instant")
    for _ in range(2):
        learner.page.goto(address(world, ""))
        for title in ("Litmos", "SCORM Cloud", "NexPort Campus"):
            section = learner.page.get_by_role("region", name=f"Walk through {title}")
            section.get_by_role("button").click()
            section.get_by_role("link", name="See the calls").wait_for()
            assert "not as expected" not in section.inner_text()
    assert learner.errors == []
    assert not world.control("GET", "journal?status=4xx")["entries"]

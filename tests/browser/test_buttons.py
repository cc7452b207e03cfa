"""Buttons of the console that make and move whole things: snapshots, sandboxes and jobs. Each is pressed once."""

from time import sleep
from typing import TYPE_CHECKING, Any

from tests.browser.browser import Learner, eventually, needs_browser, press
from tests.vendors.litmos.calling import LitmosClient
from tests.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = needs_browser


SLOW_FINISH = """() => {
    const fetched = fetch;
    fetch = async (path, init) => {
        if (path.endsWith("/finish")) await new Promise(then => setTimeout(then, 400));
        return fetched(path, init);
    };
}"""


def test_snapshots_are_saved_compared_forked_and_restored_and_the_sandbox_is_reset(
    world: World, learner: Learner
) -> None:
    page, actions = learner.page, f"{world.root}/_emulator/console/actions"
    litmos = LitmosClient(world)

    def count(path: str = "/courses") -> int:
        return len(litmos.call("GET", path).json())

    page.goto(actions)
    for name in ("before", "after"):
        page.get_by_label("Save as").fill(name)
        press(page, "Save")
        page.get_by_text("changes since").nth(("before", "after").index(name)).wait_for()
        litmos.new_course(f"Course {name}")
    page.goto(f"{world.root}/_emulator/console/world/changes?snapshot=before")
    page.get_by_label("to", exact=True).select_option("after")
    press(page, "Compare")
    page.get_by_role("heading", name="Changes since before until after").wait_for()
    changed = page.get_by_role("region", name="Changes").inner_text()
    assert ("Course before" in changed, "Course after" in changed) == (True, False)
    press(page, "Restore before")
    assert eventually(count, lambda found: found == 0) == 0
    page.goto(f"{actions}?sizes=true")
    assert " of files" in page.locator(".sandboxes [aria-current] + span").inner_text()
    page.get_by_label("Fork this one as").fill(f"{world.name}-fork")
    press(page, "Fork")
    page.wait_for_url(f"**/~{world.name}-fork/**")
    make_and_delete(page, actions, world)
    litmos.new_course("Gone")
    page.goto(actions)
    press(page, "Reset this sandbox")
    assert eventually(count, lambda found: found == 0) == 0
    assert learner.errors == []


def make_and_delete(page: "Page", actions: str, world: World) -> None:
    """Make a sandbox with a credential of its own, see that the credential leads there, and delete both new ones."""
    page.goto(actions)
    page.get_by_text("One with credentials of its own").click()
    page.get_by_label("Create", exact=True).fill(f"{world.name}-own")
    page.get_by_label("that owns").fill(f'[{{"vendor": "litmos", "key": "{world.name}-key"}}]')
    press(page, "Create")
    page.wait_for_url(f"**/~{world.name}-own/**")
    owned: Any = world.client.get(f"{world.host}/~{world.name}-own/_emulator/credentials").json()["credentials"]
    assert [each["key"] for each in owned] == [f"{world.name}-key"]
    for name in ("own", "fork"):
        page.goto(f"{world.host}/~{world.name}-{name}/_emulator/console/actions")
        press(page, "Delete this sandbox")
        page.wait_for_url(f"{world.host}/")


def test_jobs_are_moved_on_finished_and_made_to_fail(world: World, learner: Learner) -> None:
    world.control("PATCH", "settings", json={"job_mode": "step"})
    for number in range(3):
        module = {"Name": f"M{number}", "ModuleType": "9", "ContentURL": world.sample("scorm12-minimal.zip")}
        assert LitmosClient(world).call("POST", "/modules", json=module).is_success

    def jobs() -> list[Any]:
        found: list[Any] = world.control("GET", "jobs")["jobs"]
        return found

    waiting = jobs()
    learner.page.goto(f"{world.root}/_emulator/console/jobs")
    learner.page.evaluate(SLOW_FINISH)  # a call that is under way is not cut off by the one after it
    for place, deed in ((1, "Finish"), (2, "Fail"), (0, "Step")):
        learner.page.get_by_role("button", name=f"{deed} job {waiting[place]['number']}", exact=True).click()
    moved = eventually(jobs, lambda now: [each["due"] is None for each in now] == [False, True, True])
    assert [each["due"] is None for each in moved] == [False, True, True]
    assert moved[0]["state"] not in (waiting[0]["state"], moved[1]["state"], moved[2]["state"])
    assert learner.errors == []


def test_a_press_of_this_test_ends_when_the_page_that_the_button_loads_is_there(world: World, learner: Learner) -> None:
    def late(route: Any) -> None:
        sleep(0.5)
        route.continue_()

    learner.page.goto(f"{world.root}/_emulator/console/actions")
    learner.page.route("**/console/actions", late)
    press(learner.page, "+1 h")
    assert learner.page.evaluate("performance.getEntriesByType('navigation')[0].type") == "reload"

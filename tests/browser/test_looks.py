"""Every kind of page as people see it: on a wide screen and a phone, light and dark, by eye and by screen reader."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.browser.browser import Learner, needs_browser
from tests.browser.courses.test_media import SILENCE, upload
from tests.browser.courses.test_scorm12 import link
from tests.vendors.litmos.calling import LitmosClient
from tests.vendors.litmos.teams.teaming import add, new_team
from tests.vendors.nexport.campus import ACME, JO, Campus, answer, document
from tests.vendors.scormcloud.calling import ScormCloudClient

pytestmark = needs_browser
SIZES = ((1280, 800), (390, 844))
LONG = "Radiotelephony_for_the_coastal_waters_of_northern_Europe_with_exercises_and_answers"
WCAG = 4.5  # contrast that text has to have at least, by WCAG 2.1 AA

FAULTS = """least => {
  const faults = [], root = document.documentElement;
  const numbers = text => text.match(/[\\d.]+/g).map(Number);
  const light = colour => {
    const [r, g, b] = colour.slice(0, 3).map(part => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = element => {
    for (let each = element; each; each = each.parentElement) {
      const colour = numbers(getComputedStyle(each).backgroundColor);
      if (colour.length === 3 || colour[3] === 1) return colour;
    }
    return matchMedia("(prefers-color-scheme: dark)").matches ? [18, 18, 18] : [255, 255, 255];
  };
  const shown = element => element.checkVisibility() && element.getClientRects().length;
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const element = texts.currentNode.parentElement, words = texts.currentNode.data.trim();
    if (!words || !shown(element) || element.matches("script, style, :disabled")) continue;
    const [a, b] = [light(numbers(getComputedStyle(element).color)), light(behind(element))];
    const contrast = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (contrast < least) faults.push(`contrast ${contrast.toFixed(1)}: ${words}`);
  }
  if (!root.lang) faults.push("no language");
  if (!document.title.trim()) faults.push("no title");
  if (!document.querySelector("meta[name=viewport]")) faults.push("no viewport");
  if ([...document.querySelectorAll("h1")].filter(shown).length !== 1) faults.push("not one h1");
  if (!document.querySelector("main")) faults.push("no main part");
  if (root.scrollWidth > root.clientWidth) faults.push(`${root.scrollWidth} wide in ${root.clientWidth}`);
  for (const input of document.querySelectorAll("input:not([type=hidden])"))
    if (!input.labels.length && !input.ariaLabel) faults.push(`no label: ${input.name}`);
  for (const link of document.querySelectorAll("a, button"))
    if (shown(link) && !(link.ariaLabel || link.innerText).trim()) faults.push(`no name: ${link.outerHTML}`);
  return faults;
}"""


def start(cloud: ScormCloudClient, learner: Learner) -> None:
    learner.page.goto(f"{cloud.world.root}/")


def coverage(cloud: ScormCloudClient, learner: Learner) -> None:
    learner.page.goto(f"{cloud.world.root}/_emulator/console/coverage?q=users")


def message(cloud: ScormCloudClient, learner: Learner) -> None:
    learner.page.goto(f"{cloud.world.root}/launch/nowhere")


def litmos_home(cloud: ScormCloudClient, learner: Learner) -> None:
    litmos = LitmosClient(cloud.world)
    user, team = litmos.new_user(f"{LONG}@example.com"), new_team(litmos)
    add(litmos, team, user)
    for name in ("Coastal navigation", LONG, "Nothing yet"):
        course = litmos.new_course(name, Code="NAV-1")
        for module in ("Tides", LONG) if name != "Nothing yet" else ():
            made = litmos.new_module(cloud.world.sample("scorm12-quiz.zip"), Name=module)
            litmos.call("POST", f"/courses/{course['Id']}/modules/link", json=[{"Id": made["Id"]}])
        litmos.call("POST", f"/teams/{team['Id']}/courses", json=[{"Id": course["Id"]}])
    learner.page.goto(litmos.call("GET", f"/users/{user['Id']}").json()["LoginKey"])


def nexport_classrooms(cloud: ScormCloudClient, learner: Learner) -> None:
    cloud.world.seed(document())
    signed = answer(Campus(cloud.world).send("SsoApi_SignIn", display=1, user_id=JO, org_id=ACME))
    learner.page.goto(signed["url"])


def invitation(cloud: ScormCloudClient, learner: Learner) -> None:
    cloud.new_course("C1")
    body = {"courseId": "C1", "creatingUserEmail": "boss@example.com"}
    learner.page.goto(cloud.call("POST", "/invitations/public", json=body).json()["url"])


def refused_invitation(cloud: ScormCloudClient, learner: Learner) -> None:
    invitation(cloud, learner)
    learner.page.fill("#email", "jo@\u00a0")
    learner.page.evaluate("document.querySelector('form').noValidate = true")
    learner.page.click("button")
    learner.page.get_by_role("alert").wait_for()


def player(cloud: ScormCloudClient, learner: Learner) -> None:
    cloud.new_course("C1", "scorm2004-two-scos.zip")
    cloud.register("R1")
    learner.open(link(cloud)).locator("#next").wait_for()


def left(cloud: ScormCloudClient, learner: Learner) -> None:
    player(cloud, learner)
    learner.exit()


def sound(cloud: ScormCloudClient, learner: Learner) -> None:
    upload(cloud, "waves.mp3", SILENCE, "audio/mpeg")
    learner.open(link(cloud)).locator("audio").wait_for()


def menu(cloud: ScormCloudClient, learner: Learner) -> None:
    learner.page.set_viewport_size({"width": 390, "height": 844})
    player(cloud, learner)
    learner.page.click("#contents")


PAGES: tuple[Callable[[ScormCloudClient, Learner], None], ...] = (
    start,
    coverage,
    message,
    litmos_home,
    nexport_classrooms,
    invitation,
    refused_invitation,
    player,
    menu,
    left,
    sound,
)


def faults(learner: Learner) -> list[Any]:
    """What is wrong with the page that the browser shows, by screen and scheme."""
    found: list[Any] = []
    for width, height in SIZES:
        learner.page.set_viewport_size({"width": width, "height": height})
        for scheme in ("light", "dark"):
            learner.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
            learner.picture(f"{width}-{scheme}")
            seen = learner.page.evaluate(FAULTS, WCAG)
            found += [(width, scheme, fault) for fault in seen]
    return found


@pytest.mark.parametrize("show", PAGES, ids=lambda show: show.__name__)
def test_a_page_is_legible_on_every_screen_and_has_names_for_everything(
    show: Callable[[ScormCloudClient, Learner], None], cloud: ScormCloudClient, learner: Learner
) -> None:
    show(cloud, learner)
    assert faults(learner) == []
    assert learner.errors == []


def test_on_a_phone_the_menu_is_folded_and_the_course_has_the_screen(cloud: ScormCloudClient, learner: Learner) -> None:
    cloud.new_course("C1", "scorm2004-forced-order.zip")
    cloud.call("PUT", "/courses/C1/title", json={"title": f"{LONG} {LONG}"})
    cloud.register("R1")
    page = learner.page
    page.set_viewport_size({"width": 390, "height": 844})
    learner.open(link(cloud)).locator("button").first.wait_for()
    content = page.locator("#content").bounding_box()
    assert content is not None
    assert content["height"] > 600
    assert page.locator("#menu").is_hidden()
    heights = {page.locator(f"#{each}").bounding_box()["y"] for each in ("contents", "previous", "next", "exit")}  # type: ignore[index]
    assert len(heights) == 1, "the buttons stand in a line"
    title = page.locator("#title")
    assert title.evaluate("title => [title.scrollWidth <= title.clientWidth, title.clientHeight > 30]") == [True, True]
    contents = page.get_by_role("button", name="Contents")
    contents.focus()
    page.keyboard.press("Enter")
    assert contents.get_attribute("aria-expanded") == "true"
    assert page.locator("#menu").is_visible()
    words = page.locator("#menu small").all_inner_texts()
    assert words == ["Open", "Locked"]
    page.keyboard.press("Escape")
    assert page.locator("#menu").is_hidden()
    assert contents.get_attribute("aria-expanded") == "false"


def test_the_page_behind_the_exit_tells_what_was_reached(cloud: ScormCloudClient, learner: Learner) -> None:
    cloud.new_course("C1")
    cloud.register("R1")
    learner.open(link(cloud)).locator("#complete").click()
    learner.page.get_by_text("You have left the course").wait_for()
    seen = learner.page.locator("main").inner_text()
    for words in ("What you did was saved.", "✓ Completed", "The site that opened the course takes over from here."):
        assert words in seen
    learner.open(link(cloud, tracking=False))
    learner.exit()
    seen = learner.page.locator("main").inner_text()
    assert "nothing was saved" in seen
    assert "What you did was saved" not in seen

"""What a page's script sees of the LRS in a real browser."""

from typing import TYPE_CHECKING

from tests.browser.browser import SECONDS, needs_browser
from tests.lrs.calling import APP
from tests.world import World

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = needs_browser

ASK = """async (url) => {
    const headers = {"X-Experience-API-Version": "1.0.3"};
    const late = new Promise((done) => setTimeout(() => done("never"), 5000));
    return await Promise.race([fetch(url, {headers}).then((response) => response.status), late]);
}"""


def test_a_fetch_without_credentials_ends(browser: "Browser", world: World) -> None:
    page = browser.new_page()
    page.set_default_timeout(SECONDS * 1000)
    page.goto(f"{world.root}/lrs/{APP}/about")
    assert page.evaluate(ASK, f"{world.root}/lrs/{APP}/statements") == 401
    page.close()

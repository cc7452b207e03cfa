"""A learner of Litmos at a browser: in by a LoginKey, through a module, and back to their page."""

from tests.browser.browser import Learner, needs_browser
from tests.vendors.litmos.calling import LitmosClient
from tests.vendors.litmos.teams.teaming import add, new_team
from tests.world import World

pytestmark = needs_browser


def test_a_login_key_leads_to_a_module_and_its_result_back_to_the_page(world: World, learner: Learner) -> None:
    world.settings(job_mode="instant")
    litmos = LitmosClient(world)
    user, course, team = litmos.new_user(), litmos.new_course("Coastal navigation"), new_team(litmos)
    module = litmos.new_module(world.sample("scorm12-quiz.zip"), Name="Tides")
    litmos.call("POST", f"/courses/{course['Id']}/modules/link", json=[{"Id": module["Id"]}])
    add(litmos, team, user)
    litmos.call("POST", f"/teams/{team['Id']}/courses", json=[{"Id": course["Id"]}])
    key = litmos.call("GET", f"/users/{user['Id']}").json()["LoginKey"]
    learner.page.goto(key)
    assert "loginkey" not in learner.page.url, "a reload must not use a key that is used up"
    learner.page.reload()
    learner.page.get_by_role("link", name="Launch Tides").click()
    learner.course.locator("#next").click()
    for choice in (1, 1, 0):
        learner.course.locator("#choices input").nth(choice).check()
        learner.course.locator("#next").click()
    learner.course.locator("#verdict").wait_for()
    learner.exit()
    learner.page.get_by_text("Completed, score 67").wait_for()
    assert learner.page.get_by_role("progressbar").get_attribute("aria-valuenow") == "100"
    assert learner.errors == []

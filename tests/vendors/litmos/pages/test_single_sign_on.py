"""LoginKeys, the page that they open, and what a learner does with a module there."""

import re
from html import unescape
from typing import Any

import httpx
import pytest

from emulator.app import Emulator
from tests.refusals import page_refusal
from tests.stored import stored
from tests.vendors.litmos.calling import LitmosClient
from tests.vendors.litmos.teams.teaming import UNKNOWN, add, new_team

QUIZ, SCO = "scorm12-quiz.zip", "quiz"


def key_of(litmos: LitmosClient, user: dict[str, Any]) -> str:
    found: str = litmos.call("GET", f"/users/{user['Id']}").json()["LoginKey"]
    return found


def get(litmos: LitmosClient, url: str, **options: Any) -> httpx.Response:
    return litmos.world.client.get(httpx.URL(litmos.world.host).join(url), **options)


def give_course(litmos: LitmosClient, user: dict[str, Any], name: str, *modules: dict[str, Any]) -> dict[str, Any]:
    """A course with modules that a user gets by a team."""
    course, team = litmos.new_course(name), new_team(litmos, f"Team of {name}")
    for module in modules:
        litmos.call("POST", f"/courses/{course['Id']}/modules/link", json=[{"Id": module["Id"]}])
    add(litmos, team, user)
    assert litmos.call("POST", f"/teams/{team['Id']}/courses", json=[{"Id": course["Id"]}]).status_code == 200
    return course


def launches_on(page: httpx.Response) -> list[str]:
    return [unescape(link) for link in re.findall(r'<a class="go" href="([^"]+)"', page.text)]


def play(litmos: LitmosClient, link: str, score: int, status: str) -> None:
    """What the page of the quiz says to the player, from its start to its end."""
    response = get(litmos, link)
    assert response.status_code == 302, response.text
    player = response.headers["location"]
    assert get(litmos, player).status_code == 200
    post = litmos.world.client.post
    url = str(httpx.URL(litmos.world.host).join(player))
    started = post(f"{url}/start", json={"sco": SCO}).json()
    values = {"cmi.core.lesson_status": status, "cmi.core.score.raw": str(score)}
    body = {"sco": SCO, "session": started["session"], "sequence": 1, "values": values, "seconds": 90.0}
    assert post(f"{url}/commit", json={**body, "ended": "terminated"}).json()["result"] is True


def test_a_login_key_opens_the_learners_page_once_and_the_user_has_another_then(litmos: LitmosClient) -> None:
    user = litmos.new_user(LastName="<Baba>")
    link = key_of(litmos, user)
    assert re.fullmatch(rf"{re.escape(litmos.world.root)}/login\.aspx\?loginkey=[0-9a-f-]{{36}}", link)
    page = get(litmos, link)
    assert (page.status_code, page.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert "Jo &lt;Baba&gt;" in page.text
    assert "No course has been assigned to you yet." in page.text
    after = litmos.call("GET", f"/users/{user['Id']}").json()
    assert after["LoginKey"] != link
    assert (user["LastLogin"], after["LastLogin"][-1:]) == ("", "Z")
    again = get(litmos, link)
    assert again.status_code == 410
    assert "GET /users/{userid} shows the next one" in again.text
    assert get(litmos, after["LoginKey"]).status_code == 200


def test_looking_at_a_link_does_not_use_it_up_and_its_parameter_has_any_case(litmos: LitmosClient) -> None:
    link = key_of(litmos, litmos.new_user())
    assert litmos.world.client.head(link).status_code == 200
    assert (
        page_refusal(litmos.world.client.post(link), 405)
        == "Not possible. POST is not a method of this page: it takes GET, HEAD."
    )
    assert get(litmos, link.replace("loginkey", "LoginKey") + "%20").status_code == 200, (
        "a blank behind it does no harm"
    )


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("", 400),
        ("?loginkey=", 400),
        ("?loginkey=unknown", 404),
        (f"?loginkey={'x' * 9000}", 404),
        ("?loginkey=%00%ff", 404),
        ("/home/unknown", 403),
        ("/home/%00", 403),
        (f"/launch/unknown/{UNKNOWN}", 403),
        ("/elsewhere", 404),
    ],
)
def test_links_that_lead_nowhere_say_so(litmos: LitmosClient, path: str, status: int) -> None:
    response = get(litmos, f"{litmos.world.root}/login.aspx{path}")
    assert (response.status_code, response.headers["content-type"]) == (status, "text/html; charset=utf-8")


@pytest.mark.parametrize("change", [{"Active": False}, {"ExpirationDate": "2001-01-01T00:00:00Z"}])
def test_a_user_who_is_not_active_does_not_come_in_and_keeps_the_key(
    litmos: LitmosClient, change: dict[str, Any]
) -> None:
    user = litmos.new_user()
    link, other = key_of(litmos, user), litmos.new_user("other@example.com")
    home = re.search(r'data-home="([^"]+)"', get(litmos, key_of(litmos, other)).text)
    assert home is not None
    for each in (user, other):
        litmos.call("PUT", f"/users/{each['Id']}", json=change)
    assert (
        page_refusal(get(litmos, link), 403)
        == "This account is not active. An inactive user cannot log in. The link has not been used."
    )
    assert key_of(litmos, user) == link
    assert page_refusal(get(litmos, home.group(1)), 403).startswith("You are not logged in. Come in by a login link. ")


def test_the_page_is_there_again_after_the_login_and_gone_with_the_user(litmos: LitmosClient) -> None:
    user = litmos.new_user()
    home = re.search(r'data-home="([^"]+)"', get(litmos, key_of(litmos, user)).text)
    assert home is not None
    assert "Jo Baba" in get(litmos, home.group(1)).text
    litmos.call("DELETE", f"/users/{user['Id']}")
    assert page_refusal(get(litmos, home.group(1)), 403).startswith("You are not logged in. Come in by a login link. ")


def test_c_lands_on_a_course_by_its_original_id(litmos: LitmosClient) -> None:
    user = litmos.new_user()
    courses = [give_course(litmos, user, name) for name in ("One", "Two")]
    page = get(litmos, f"{key_of(litmos, user)}&c={courses[1]['OriginalId']}")
    assert re.findall(r'<h2 class="course">(.*?)</h2>', page.text) == ["Two"]
    assert "All courses" in page.text
    elsewhere = get(litmos, f"{key_of(litmos, user)}&c=<7>")
    assert "You do not have the course &lt;7&gt;" in elsewhere.text
    assert re.findall(r'<h2 class="course">(.*?)</h2>', elsewhere.text) == ["One", "Two"]


def test_modules_say_why_they_cannot_be_opened(litmos: LitmosClient) -> None:
    litmos.world.control("PUT", "clock", json={"held": True})  # "Queued" lasts a few seconds of the sandbox's clock
    user = litmos.new_user()
    empty = litmos.new_module()
    queued = litmos.new_module(litmos.world.sample(QUIZ))
    give_course(litmos, user, "A course", empty, queued)
    page = get(litmos, key_of(litmos, user))
    assert launches_on(page) == []
    assert "It has no content yet" in page.text
    assert "Its content is still on its way (Queued)." in page.text
    litmos.world.settings(job_mode="instant")
    broken = litmos.new_module(litmos.world.sample("broken-no-manifest.zip"))
    give_course(litmos, user, "Another", broken)
    page = get(litmos, key_of(litmos, user))
    assert "Its content could not be read" in page.text
    assert "Not started" not in page.text


def test_what_is_done_in_the_player_is_the_modules_result(litmos: LitmosClient) -> None:
    litmos.world.settings(job_mode="instant")
    user = litmos.new_user()
    module = litmos.new_module(litmos.world.sample(QUIZ), Name="Tides")
    give_course(litmos, user, "Sailing", module)
    (link,) = launches_on(get(litmos, key_of(litmos, user)))
    play(litmos, link, 33, "failed")
    page = get(litmos, key_of(litmos, user))
    assert "In progress, score 33" in page.text
    assert "0 % complete" in page.text
    play(litmos, link, 67, "passed")
    page = get(litmos, key_of(litmos, user))
    assert "Completed, score 67" in page.text
    assert 'aria-valuenow="100"' in page.text
    play(litmos, link, 0, "failed")
    assert "Completed, score 67" in get(litmos, key_of(litmos, user)).text


def test_only_ones_own_modules_are_opened(litmos: LitmosClient) -> None:
    litmos.world.settings(job_mode="instant")
    user, other = litmos.new_user(), litmos.new_user("other@example.com")
    module = litmos.new_module(litmos.world.sample(QUIZ))
    give_course(litmos, user, "Sailing", module)
    (link,) = launches_on(get(litmos, key_of(litmos, user)))
    home = re.search(r'data-home="([^"]+)"', get(litmos, key_of(litmos, other)).text)
    assert home is not None
    theirs = home.group(1).replace("/home/", "/launch/")
    assert (
        page_refusal(get(litmos, f"{theirs}/{module['Id']}"), 404)
        == "Not one of your modules. None of your courses has this module."
    )
    assert litmos.world.client.head(str(httpx.URL(litmos.world.host).join(link))).status_code == 200
    litmos.call("PUT", f"/modules/{module['Id']}", json={"Name": "A module", "Active": False})
    assert page_refusal(get(litmos, link), 404) == "Not one of your modules. None of your courses has this module."


def test_a_login_is_written_to_the_log_with_the_address_it_came_from(
    litmos: LitmosClient, emulator: tuple[str, Emulator]
) -> None:
    user = litmos.new_user()
    get(litmos, key_of(litmos, user))
    for forwarded in ("203.0.113.7, 10.0.0.1", "<script>"):
        get(litmos, key_of(litmos, user), headers={"X-Forwarded-For": forwarded})
    get(litmos, "/login.aspx?loginkey=unknown")
    rows = stored(
        emulator[1].settings.data,
        "SELECT activity_type, object_id, ip_address FROM litmos_activity WHERE sandbox = ? AND log = 'logins'",
        litmos.world.name,
    )
    addresses = ["127.0.0.1", "203.0.113.7", "127.0.0.1"]
    assert rows == [("Login", user["Id"], address) for address in addresses]


def test_the_default_sandbox_has_the_page_at_the_root(litmos: LitmosClient) -> None:
    response = litmos.world.client.get(f"{litmos.world.host}/login.aspx?loginkey=unknown")
    assert (response.status_code, response.headers["content-type"]) == (404, "text/html; charset=utf-8")

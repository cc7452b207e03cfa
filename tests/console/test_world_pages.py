"""The world as pages: every link in it leads to a page, rows are shown by their names, secrets and markup are not."""

import re
from html import unescape
from urllib.parse import urljoin

import pytest

from emulator.example_seed import text as example_seed
from emulator.vendors import ENTRIES, load_vendor
from emulator.vendors.for_console.shelves import Shelf
from tests.vendors.litmos.calling import LitmosClient
from tests.vendors.scormcloud.calling import ScormCloudClient
from tests.world import World

HREF = re.compile(r'href="([^"]+)"')
HOSTILE = '"><script>alert(1)</script>'
SHELVES = [(entry.name, shelf) for entry in ENTRIES for shelf in load_vendor(entry.name).shelves]
IDS = [f"{vendor}-{shelf.name}" for vendor, shelf in SHELVES]


def page(world: World, path: str, **query: str) -> str:
    answer = world.client.get(f"{world.root}/_emulator/console/{path}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.text


@pytest.fixture
def seeded(world: World) -> World:
    """A world with the example of a seed document in it, and a learner who has a course."""
    answer = world.client.post(f"{world.root}/_emulator/seed", content=example_seed())
    assert answer.status_code == 200, answer.text
    litmos = LitmosClient(world)
    user = next(user for user in litmos.call("GET", "/users").json() if user["UserName"] == "jo@example.com")
    course = next(course for course in litmos.call("GET", "/courses").json() if course["Name"] == "Tides")
    litmos.call("POST", f"/users/{user['Id']}/courses", json=[{"Id": course["Id"]}])
    world.control("POST", f"attempts/play?vendor=litmos&user={user['Id']}", json={"status": "passed", "score": 90})
    return world


@pytest.mark.parametrize(("vendor", "shelf"), SHELVES, ids=IDS)
def test_a_shelf_names_columns_that_there_are(vendor: str, shelf: Shelf) -> None:
    others = {other.name: other for _, other in SHELVES if _ == vendor}
    own = set(shelf.table.__table__.c.keys())
    for names in (
        (shelf.label,),
        shelf.columns,
        shelf.search,
        shelf.order,
        shelf.hidden,
        shelf.links,
        shelf.subject.values(),
    ):
        assert set(names) <= own
    leads = [(link.shelf, link.by) for link in shelf.links.values()] + [(part.shelf, part.by) for part in shelf.parts]
    for name, by in leads:
        assert set(by.values()) <= own
        assert set(by) <= set(others[name].table.__table__.c.keys())


def test_every_link_of_the_world_leads_to_a_page(seeded: World) -> None:
    start = f"{seeded.root}/_emulator/console/world"
    waiting, seen = [start], {start}
    while waiting:
        address = waiting.pop()
        answer = seeded.client.get(address)
        assert answer.status_code == 200, f"{address}: {answer.text}"
        found = {urljoin(address, unescape(link)) for link in HREF.findall(answer.text)}
        new = {link for link in found if link.startswith(f"{start}/")} - seen
        seen |= new
        waiting += new
    assert len(seen) > 60


def test_a_user_leads_to_courses_and_results_by_name_and_back(seeded: World) -> None:
    users = page(seeded, "world/litmos/users", q="jo@")
    (one,) = {unescape(link) for link in HREF.findall(users) if "/users/one?" in link}
    user = seeded.client.get(urljoin(seeded.root, one)).text
    assert ">Tides</a>" in user
    assert ">Quiz</a>" in user
    course = next(unescape(link) for link in HREF.findall(user) if "/courses/one?" in link)
    assert ">jo@example.com</a>" in seeded.client.get(urljoin(seeded.root, course)).text


def test_a_row_leads_to_the_calls_that_wrote_it_and_a_call_to_its_rows(seeded: World) -> None:
    user = LitmosClient(seeded).new_user("ann@example.com")
    number = seeded.control("GET", "journal?limit=1&method=POST")["entries"][0]["number"]
    entry = page(seeded, f"journal/{number}")
    (link,) = {unescape(each) for each in HREF.findall(entry) if "/world/litmos/users/one" in each}
    assert user["Id"] in link
    shown = seeded.client.get(urljoin(seeded.host, link)).text
    assert "Calls that wrote it" in shown
    assert f'/journal/{number}">{number}</a>' in shown
    assert ">Copy as a seed<" in entry


def test_a_registration_shows_activities_values_and_launches(seeded: World) -> None:
    text = page(seeded, "world/scormcloud/registrations/one", app_id="EMULATOR01", id="jo-tides")
    for words in ("Activities", "cmi.core.lesson_status", "1 launch<", "passed", "80.0 %"):
        assert words in text


def test_a_search_looks_into_every_vendor(seeded: World) -> None:
    text = page(seeded, "world/search", q="JO")
    for words in ("Litmos: Users", "SCORM Cloud: Registrations", "NexPort Campus: Users"):
        assert words in text
    assert "Nothing has this" in page(seeded, "world/search", q="nobody-has-this-name")


def test_secrets_of_rows_are_hidden(seeded: World) -> None:
    users = page(seeded, "world/litmos/users", q="sam@")
    one = next(unescape(link) for link in HREF.findall(users) if "/users/one?" in link)
    text = seeded.client.get(urljoin(seeded.root, one)).text
    assert "api key" in text
    assert "sam-litmos-key" not in text
    nexport = page(seeded, "world/nexport/users", q="auditor")
    one = next(unescape(link) for link in HREF.findall(nexport) if "/users/one?" in link)
    assert "auditor-password" not in seeded.client.get(urljoin(seeded.root, one)).text


def test_markup_in_titles_and_names_is_text(world: World) -> None:
    world.settings(job_mode="instant")
    cloud = ScormCloudClient(world)
    cloud.new_course("C1")
    cloud.call("PUT", "/courses/C1/title", json={"title": HOSTILE})
    learner = {"id": HOSTILE, "firstName": HOSTILE}
    cloud.call("POST", "/registrations", json={"registrationId": HOSTILE, "courseId": "C1", "learner": learner})
    one = page(world, "world/scormcloud/registrations/one", app_id="EMULATOR01", id=HOSTILE)
    shelf = page(world, "world/scormcloud/registrations", q="script")
    courses = page(world, "world/scormcloud/courses")
    for text in (one, shelf, courses, page(world, "world/search", q=HOSTILE)):
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert" in text


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("world/litmos/nothing", "There is no such shelf."),
        ("world/moodle/users", "There is no such shelf."),
        ("world/litmos/users?color=red", "Users have no color"),
        ("world/litmos/users?sandbox=default", "Users have no sandbox"),
        ("world/litmos/users?number=many", "number is a number"),
        ("world/litmos/users?number=99999999999999999999", "number is smaller"),
        ("world/litmos/users/one?id=nobody", "It does not exist"),
        ("world/litmos/users/one", "It does not exist"),
    ],
)
def test_what_does_not_exist_is_a_page_that_says_so(world: World, path: str, words: str) -> None:
    answer = world.client.get(f"{world.root}/_emulator/console/{path}")
    assert answer.status_code == 404
    assert answer.headers["content-type"].startswith("text/html")
    assert words in answer.text


def test_rows_of_another_sandbox_are_not_shown(seeded: World) -> None:
    other = World(seeded.host, f"{seeded.name}-other", seeded.client)
    assert "jo@example.com" not in page(other, "world/litmos/users")
    assert "Nothing has this" in page(other, "world/search", q="jo@example.com")
    other.client.delete(f"{other.host}/_emulator/sandboxes/{other.name}")

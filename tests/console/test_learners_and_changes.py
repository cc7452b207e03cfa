"""Who learns what, what has changed since a snapshot, what an operation's evidence is, and what came to the sink."""

import re
from html import unescape

import pytest

from emulator.example_seed import text as example_seed
from tests.vendors.litmos.calling import LitmosClient
from tests.world import World


def page(world: World, path: str, **query: str) -> str:
    answer = world.client.get(f"{world.root}/_emulator/console/{path}", params=query)
    assert answer.status_code == 200, answer.text
    return answer.text


def test_learners_of_every_vendor_are_listed_and_lead_to_their_rows(world: World) -> None:
    world.client.post(f"{world.root}/_emulator/seed", content=example_seed())
    text = page(world, "world/learners")
    for words in ("Baba, Jo", "80.0 %", "SCORM Cloud", "NexPort Campus"):
        assert words in text
    links = [unescape(link) for link in re.findall(r'<td><a href="([^"]+)"', text)]
    assert len(links) > 3
    for link in links:
        assert world.client.get(world.host + link).status_code == 200, link
    assert "Nothing fits." in page(world, "world/learners", q="nobody at all")


def test_changes_since_a_snapshot_are_a_page(world: World) -> None:
    litmos = LitmosClient(world)
    course = litmos.new_course("Tides")
    world.control("POST", "snapshots", json={"name": "clean"})
    assert "Nothing was created, changed or deleted." in page(world, "world/changes", snapshot="clean")
    assert "changes?snapshot=clean" in page(world, "world")
    litmos.new_course("<script>alert(1)</script>")
    litmos.call("DELETE", f"/courses/{course['Id']}")
    text = page(world, "world/changes", snapshot="clean")
    assert "&lt;script&gt;alert(1)" in text
    for words in ("created", "deleted"):
        assert words in text
    answer = world.client.get(f"{world.root}/_emulator/console/world/changes?snapshot=none")
    assert answer.status_code == 404
    assert "has no snapshot none" in answer.text


def test_what_an_xapi_course_said_is_on_the_page_of_its_registration_and_its_attempt_is_the_vendors(
    world: World,
) -> None:
    registration = {"registrationId": "R", "courseId": "MOON", "learner": {"id": "jo"}}
    world.seed(
        {"scormcloud": {"courses": [{"id": "MOON", "sample": "tincan-minimal.zip"}], "registrations": [registration]}}
    )
    world.control("POST", "snapshots", json={"name": "clean"})
    world.control("POST", "attempts/play?registration=R", json={"status": "passed"})
    text = page(world, "world/scormcloud/registrations/one", app_id="EMULATOR01", id="R")
    assert "<h2>Statements</h2>" in text
    changes = world.control("GET", "snapshots/clean/changes")["changes"]
    assert {each["vendor"] for each in changes if each["noun"].endswith("attempt")} == {"scormcloud"}
    assert "xapi reference" not in {each["noun"] for each in changes}
    world.control("POST", "snapshots", json={"name": "passed"})
    world.control("POST", "attempts/play?registration=R", json={"status": "failed"})
    assert "xapi statement" not in page(world, "world/changes", snapshot="passed", to="passed")
    assert "xapi statement" in page(world, "world/changes", snapshot="clean", to="passed")


@pytest.mark.parametrize(
    ("query", "shown", "not_shown"),
    [
        ({"vendor": "litmos", "q": "/achievements"}, "get_achievements", "post_users"),
        ({"vendor": "scormcloud"}, "getCourse", "get_achievements"),
        ({"vendor": "litmos", "evidence": "verified"}, "0 shown", "get_achievements"),
    ],
)
def test_operations_are_listed_with_their_evidence(
    world: World, query: dict[str, str], shown: str, not_shown: str
) -> None:
    text = page(world, "coverage", **query)
    assert shown in text
    assert not_shown not in text


def test_what_came_to_the_sink_and_its_script_are_shown(world: World) -> None:
    world.control("PUT", "sink-script", json={"answers": [500]})
    world.client.post(f"{world.root}/_emulator/sink/hook", content='{"a":"<script>"}')
    text = page(world, "sent")
    for words in ("POST /hook", ">500<", "&lt;script&gt;", "It answers by 1 script."):
        assert words in text

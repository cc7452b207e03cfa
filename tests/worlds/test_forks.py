"""A fork is a world of its own that begins as the other one is: rows, files, clock, ids and settings."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import httpx
import pytest

from emulator.app import Emulator
from tests.receiving import receiving
from tests.running import running
from tests.vendors.litmos.calling import LitmosClient
from tests.vendors.nexport.calling import NexportClient
from tests.vendors.scormcloud.calling import QUIZ, ScormCloudClient
from tests.world import World
from tests.worlds.forking import ASSET, files, fork, furnish, make, other, replace_asset, rows, whole, zipped


@pytest.fixture
def data(emulator: tuple[str, Emulator]) -> Path:
    """The data folder."""
    return emulator[1].house.settings.data


@pytest.fixture
def acme(tmp_path: Path, client: httpx.Client) -> Iterator[World]:
    """A sandbox of an emulator that has no other tests in it."""
    with running(tmp_path) as (root, _):
        yield World(root, "acme", client)


def test_a_fork_has_every_row_and_file_of_its_source(world: World, data: Path) -> None:
    furnish(world)
    NexportClient(world).authenticate()
    before = whole(data, world.name)
    forked = fork(world)
    assert whole(data, forked.name) == whole(data, world.name) == before
    assert len(before[0]) > 10
    assert before[1]
    assert len(ScormCloudClient(forked).get("/courses")["courses"]) == 1


def test_no_file_of_a_fork_takes_space_of_its_own(world: World, data: Path) -> None:
    furnish(world)
    forked = fork(world)
    home = data / "files" / "sandboxes" / forked.name
    counts = [path.stat().st_nlink for path in home.rglob("*") if path.is_file()]
    assert counts
    assert set(counts) == {2}


def test_clock_ids_and_settings_of_a_fork_go_on_from_those_of_its_source(world: World) -> None:
    furnish(world)
    world.settings(litmos_rate_limit=7)
    world.control("PUT", "clock", json={"held": True, "now": "2031-05-01T10:00:00Z"})
    forked = fork(world)
    assert forked.control("GET", "clock") == world.control("GET", "clock")
    assert forked.control("GET", "settings") == world.control("GET", "settings")
    assert (
        LitmosClient(forked).new_user("new@example.com")["Id"] == LitmosClient(world).new_user("new@example.com")["Id"]
    )
    assert forked.control("GET", "clock")["now"] == "2031-05-01T10:00:00Z"


def test_the_journal_of_a_fork_is_empty_and_its_numbers_go_on(world: World) -> None:
    furnish(world)
    last = world.journal()[-1]["number"]
    forked = fork(world)
    assert forked.journal() == []
    ScormCloudClient(forked).get("/courses")
    assert [entry["number"] for entry in forked.journal()] == [last + 1]
    assert world.journal()[-1]["number"] == last


def drop_course(world: World) -> None:
    assert ScormCloudClient(world).call("DELETE", "/courses/C1").is_success


def drop_module(world: World) -> None:
    assert LitmosClient(world).call("DELETE", "/modules/M1").is_success


def change_asset(world: World) -> None:
    assert replace_asset(world, b"changed").is_success


def drop_asset(world: World) -> None:
    assert ScormCloudClient(world).call("DELETE", "/courses/C1/asset", params={"relativePath": ASSET}).is_success


def new_version(world: World) -> None:
    assert ScormCloudClient(world).fetch("C1", mayCreateNewVersion=True).is_success


def reset(world: World) -> None:
    world.control("POST", "reset")


def delete(world: World) -> None:
    assert world.client.delete(f"{world.host}/_emulator/sandboxes/{world.name}").status_code == 204


def play(world: World) -> None:
    world.control("POST", "attempts/play?registration=R1", json={"status": "passed", "score": 90})


@pytest.mark.parametrize("act", [drop_course, drop_module, change_asset, drop_asset, new_version, reset, delete, play])
@pytest.mark.parametrize("in_fork", [True, False], ids=["in the fork", "in the source"])
def test_neither_sees_what_happens_in_the_other(
    world: World, data: Path, act: Callable[[World], None], in_fork: bool
) -> None:
    furnish(world)
    forked = fork(world)
    acting, quiet = (forked, world) if in_fork else (world, forked)
    before, shown = whole(data, quiet.name), zipped(quiet)
    act(acting)
    assert whole(data, acting.name) != before
    assert whole(data, quiet.name) == before
    assert zipped(quiet) == shown != {}


def test_a_change_of_a_file_that_is_decided_and_not_yet_made_is_made_in_the_fork_too(world: World, data: Path) -> None:
    furnish(world)
    with ThreadPoolExecutor(8) as callers:
        for turn in range(6):
            futures = [callers.submit(replace_asset, world, b"%d" % number) for number in range(3)]
            made = callers.submit(fork, world, f"-{turn}")
            assert all(future.result().is_success for future in futures)
            forked = made.result()
            shown = zipped(forked)
            assert len(shown) == len(zipped(world))
            assert not [path for path in files(data, forked.name) if path.startswith("staged")]
            assert shown[ASSET] == zipped(world)[ASSET] or turn or shown[ASSET]


def test_a_job_under_way_goes_on_in_both(world: World) -> None:
    world.control("PUT", "clock", json={"held": True})
    world.settings(job_mode="real", job_seconds=60)
    cloud = ScormCloudClient(world)
    job = cloud.fetch("C1", QUIZ).json()["result"]
    module = LitmosClient(world).new_module(world.sample(QUIZ))["Id"]
    world.advance(25)
    forked = fork(world)
    for each in (forked, world):
        assert ScormCloudClient(each).job(job)["status"] == "RUNNING"
        each.advance(100)
        assert ScormCloudClient(each).job(job)["status"] == "COMPLETE"
        assert LitmosClient(each).call("GET", f"/modules/{module}").json()["Status"] == "Ready"
    assert zipped(forked) == zipped(world) != {}


def test_an_upload_that_waits_for_its_job_is_there_in_both(world: World) -> None:
    world.control("PUT", "clock", json={"held": True})
    world.settings(job_mode="real", job_seconds=60)
    job = ScormCloudClient(world).upload("C1").json()["result"]
    forked = fork(world)
    world.control("POST", "reset")
    forked.advance(100)
    assert ScormCloudClient(forked).job(job)["status"] == "COMPLETE"


def test_a_postback_to_the_own_sandbox_goes_to_that_of_the_fork(world: World, data: Path) -> None:
    furnish(world)
    world.control("PUT", "clock", json={"held": True})
    with receiving() as receiver:
        for number, url in enumerate((f"{world.root}/v1.svc/hook", receiver.url)):
            made = ScormCloudClient(world).register(f"P{number}", "C1", postBack={"url": url, "authType": "form"})
            assert made.is_success, made.text
        forked = fork(world)
        for number in (0, 1):
            forked.control("POST", f"attempts/play?registration=P{number}", json={"status": "passed"})
        forked.advance(1)
        posted = {delivery["url"] for delivery in forked.control("GET", "deliveries")["deliveries"]}
        assert posted == {f"{forked.root}/v1.svc/hook", receiver.url}
    assert world.control("GET", "deliveries")["deliveries"] == []
    assert not [entry for entry in world.journal() if "hook" in entry["request"]["target"]]


def test_addresses_of_the_default_sandbox_lead_into_its_fork(acme: World, tmp_path: Path) -> None:
    default = World(acme.host, "default", acme.client)
    default.root = default.host
    furnish(default)
    url = f"{default.host}/v1.svc/hook"
    ScormCloudClient(default).register("P", "C1", postBack={"url": url, "authType": "form"})
    ScormCloudClient(default).register(
        "Q", "C1", postBack={"url": "http://elsewhere.example/v1.svc/x", "authType": "form"}
    )
    assert make(acme, **{"from": "default"}).status_code == 201
    kept = str(rows(tmp_path, "acme"))
    assert f"{acme.host}/~/v1.svc/hook" in kept, "the name is left out in what was read"
    assert url not in kept
    assert "http://elsewhere.example/v1.svc/x" in kept


def test_owned_credentials_stay_with_their_sandbox_and_their_accounts_come_along(acme: World) -> None:
    for credential in ({"vendor": "litmos", "key": "acme-key"}, {"vendor": "nexport", "key": "ann", "secret": "word"}):
        assert acme.client.post(f"{acme.root}/_emulator/credentials", json=credential).status_code == 201
    forked = fork(acme)
    assert forked.control("GET", "credentials")["credentials"] == []
    assert LitmosClient(forked, "acme-key").call("GET", "/users").status_code == 200
    assert NexportClient(forked, "ann", "word").authenticate().status_code == 200
    bare = acme.client.get(f"{acme.host}/v1.svc/users?source=t", headers={"apikey": "acme-key"})
    assert bare.status_code == 200
    assert acme.journal()[-1]["operation"] == "get_users"


def test_a_sandbox_is_made_with_the_credentials_that_it_is_to_own(acme: World) -> None:
    litmos, cloud = {"vendor": "litmos", "key": "acme-key"}, {"vendor": "scormcloud", "key": "ACME", "secret": "s"}
    made = make(acme, credentials=[litmos, cloud])
    assert made.json() == {
        "sandbox": "acme",
        "from": None,
        "generation": 1,
        "credentials": [
            {"sandbox": "acme", "vendor": "litmos", "key": "acme-key"},
            {"sandbox": "acme", "vendor": "scormcloud", "key": "ACME"},
        ],
    }
    bare = acme.client.get(f"{acme.host}/v1.svc/users?source=t", headers={"apikey": "acme-key"})
    assert bare.status_code == 200
    refused = make(other(acme), **{"from": "acme", "credentials": [litmos]})
    assert (refused.status_code, "belongs to the sandbox acme" in refused.json()["error"]) == (409, True)
    assert "acme-fork" not in acme.control("GET", "sandboxes")["sandboxes"]


@pytest.mark.parametrize(
    ("name", "body", "status", "words"),
    [
        ("new", {"from": "nowhere"}, 404, "there is no sandbox nowhere"),
        ("new", {"from": "@1"}, 404, "cannot be a sandbox"),
        ("@1", {}, 404, "cannot be a sandbox"),
        ("acme", {}, 409, '"replace": true'),
        ("acme", {"from": "acme", "replace": True}, 409, "copy of itself"),
        ("new", {"form": "acme"}, 400, "form: is not known here"),
        ("new", {"from": 1}, 400, "from: Input should be a valid string"),
        ("new", {"credentials": [{"vendor": "moodle"}]}, 400, "credentials.0"),
        ("new", {"credentials": [{"vendor": "litmos", "key": "k", "level": "Boss"}]}, 400, "level"),
        ("new", {"replace": "yes"}, 400, "replace"),
    ],
)
def test_what_cannot_be_made_is_refused_in_words(
    acme: World, name: str, body: dict[str, Any], status: int, words: str
) -> None:
    acme.control("POST", "reset")
    before = acme.control("GET", "sandboxes")
    refused = make(World(acme.host, name, acme.client), **body)
    assert (refused.status_code, words in refused.json()["error"]) == (status, True), refused.text
    assert acme.control("GET", "sandboxes") == before


def test_a_sandbox_can_be_replaced_by_a_fork(world: World, data: Path) -> None:
    furnish(world)
    forked = fork(world)
    drop_course(forked)
    LitmosClient(forked).new_user("more@example.com")
    answer = make(forked, **{"from": world.name, "replace": True})
    assert answer.status_code == 201
    assert whole(data, forked.name) == whole(data, world.name)
    assert forked.control("POST", "reset")["generation"] == answer.json()["generation"] + 1


def test_many_fork_one_world_while_others_write_to_it(world: World, data: Path) -> None:
    furnish(world)
    with ThreadPoolExecutor(12) as callers:
        writes = [callers.submit(LitmosClient(world).new_user, f"u{number}@example.com") for number in range(20)]
        forks = [callers.submit(fork, world, f"-{number}") for number in range(10)]
        same = [callers.submit(make, other(world, "-same"), **{"from": world.name}) for _ in range(6)]
        for future in writes:
            future.result()
        made = [future.result() for future in forks]
        statuses = sorted(future.result().status_code for future in same)
    assert statuses == [201, 409, 409, 409, 409, 409]
    for forked in (*made, other(world, "-same")):
        assert zipped(forked) == zipped(world)
        users = LitmosClient(forked).call("GET", "/users", params={"limit": 100}).json()
        after = LitmosClient(forked).new_user("after@example.com")
        assert after["Id"] not in {user["Id"] for user in users}
        assert len(rows(data, forked.name)["litmos_user"]) == len(users) + 1

"""A world that was exported is the same world wherever it is imported, and what is no world is refused with its place."""

import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from emulator.app import Emulator
from emulator.store.migration import own_history
from emulator.vendors import load_vendor
from tests.refusals import control_refusal
from tests.running import running
from tests.vendors.litmos.calling import LitmosClient
from tests.vendors.nexport.calling import NexportClient
from tests.vendors.scormcloud.calling import MANAGEMENT_APP, QUIZ, ScormCloudClient
from tests.world import World
from tests.worlds.forking import furnish, make, other, replace_asset, whole

UUID = "{}0000000-0000-4000-8000-000000000001"
COMPANY: dict[str, Any] = {
    "id_seed": 5,
    "settings": {"litmos_rate_limit": 0},
    "clock": {"now": "2030-01-02T03:04:05Z", "held": True},
    "credentials": [{"vendor": "litmos", "key": "company-key"}],
    "people": [{"count": 40, "key": "p{n}", "email": "p{n}@x.org", "litmos": {"Id": "p{n}"}}],
    "litmos": {
        "courses": [{"Id": "a", "Name": "A", "Active": True, "Modules": [{"Id": "m", "Name": "M", "Sample": QUIZ}]}],
        "learning_paths": [{"Id": "l", "Name": "L", "Active": True, "Courses": ["A"]}],
        "teams": [{"Id": "t", "Name": "T", "Users": ["p1", "p2"], "LearningPaths": ["L"]}],
        "results": [{"User": "p1", "Course": "A", "Module": "M", "Completed": True, "Score": 70}],
        "badges": [{"Title": "B"}],
        "collections": [{"Id": "c", "Name": "C", "Courses": ["A"]}],
    },
    "nexport": {
        "organizations": [{"name": "Acme", "id": UUID.format("a")}],
        "sections": [
            {
                "name": "S",
                "id": UUID.format("b"),
                "assignments": [{"name": "Q", "sample": QUIZ}],
                "enrollments": [{"count": 20, "user": "p{n}", "phase": "InProgress"}],
            }
        ],
    },
    "scormcloud": {
        "courses": [{"id": "C1", "sample": QUIZ, "tags": ["x"]}],
        "registrations": [{"count": 20, "registrationId": "R{n}", "courseId": "C1", "learner": "p{n}"}],
        "destinations": [{"id": "D", "name": "D"}],
        "dispatches": [{"id": "P", "destinationId": "D", "courseId": "C1"}],
        "invitations": [{"id": "I", "courseId": "C1", "creatingUserEmail": "a@x.org"}],
    },
}
NAMES = {
    "userid": "p1",
    "courseid": "a",
    "moduleid": "m",
    "teamid": "t",
    "learningpathid": "l",
    "collectionid": "c",
    "courseId": "C1",
    "registrationId": "R1",
    "destinationId": "D",
    "dispatchId": "P",
    "invitationId": "I",
    "learnerId": "p1@x.org",
    "versionId": "0",
    "appId": "EMULATOR01",
}


@pytest.fixture
def elsewhere(tmp_path: Path, client: httpx.Client) -> Iterator[tuple[World, Path]]:
    """A sandbox of another emulator."""
    with running(tmp_path / "elsewhere") as (root, _):
        yield World(root, "there", client), tmp_path / "elsewhere"


def export(world: World) -> bytes:
    answer = world.client.get(f"{world.root}/_emulator/export")
    assert answer.status_code == 200, answer.text
    return answer.content


def bring(world: World, content: bytes, **how: Any) -> httpx.Response:
    return world.client.post(f"{world.root}/_emulator/import", content=content, params=how)


def document(content: bytes) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(zipfile.ZipFile(io.BytesIO(content)).read("world.json"))
    return found


def reads(world: World) -> dict[str, tuple[int, str]]:
    """Every GET of all vendors that the names can be put into, with what came."""
    seen = {}
    callers: dict[str, list[Any]] = {
        "litmos": [LitmosClient(world)],
        "nexport": [NexportClient(world)],
        "scormcloud": [ScormCloudClient(world), ScormCloudClient(world, MANAGEMENT_APP)],
    }
    for vendor, clients in callers.items():
        for operation in load_vendor(vendor).contract.operations.values():
            names = {field.name for field in operation.parameters if field.place == "path"}
            if operation.method != "GET" or not names <= NAMES.keys() or operation.unserved:
                continue
            path = operation.path.format_map(NAMES)
            for number, caller in enumerate(clients):
                answer = caller.call("GET", path)
                text = unzipped(answer.content) if answer.content.startswith(b"PK") else answer.text
                seen[f"{number} {vendor} {path}"] = (
                    answer.status_code,
                    text.replace("\\/", "/").replace(world.root, "HERE"),
                )
    return seen


def unzipped(content: bytes) -> str:
    """What is in an archive, as text."""
    packed = zipfile.ZipFile(io.BytesIO(content))
    found = {name: packed.read(name) for name in sorted(packed.namelist())}
    return repr({name: unzipped(each) if each.startswith(b"PK") else each.decode() for name, each in found.items()})


def test_the_same_world_is_elsewhere_and_every_read_of_all_vendors_answers_the_same(
    emulator: tuple[str, Emulator], world: World, elsewhere: tuple[World, Path]
) -> None:
    there, data = elsewhere
    world.seed(COMPANY)
    assert replace_asset(world, b"changed").status_code == 200
    world.control("POST", "clock/advance", json={"seconds": 3600})
    ScormCloudClient(world).get("/dispatch/destinations/D/lti13")  # makes a key, which nobody could make again
    content = export(world)
    assert export(world) == content
    made = bring(there, content)
    assert made.status_code == 201, made.text
    assert made.json()["rows"] > 200
    assert [each["key"] for each in made.json()["credentials"]] == ["company-key"]
    assert same(whole(data, there.name), there) == same(whole(emulator[1].house.settings.data, world.name), world)
    assert document(export(there))["tables"] == document(content)["tables"]
    new = [LitmosClient(each).new_user("new@x.org")["Id"] for each in (world, there)]
    assert new[0] == new[1]
    before, found = reads(world), reads(there)
    assert {path: found[path] for path in before if found[path] != before[path]} == {}
    assert sum(status == 200 for status, _ in before.values()) > 60
    for part in ("settings", "clock"):
        assert there.control("GET", part) == world.control("GET", part)


def same(found: Any, world: World) -> Any:
    """What is in a world, without where it is."""
    rows, files = found
    return {table: {repr(row).replace(world.host, "") for row in records} for table, records in rows.items()}, files


def test_what_is_there_is_kept_unless_it_is_to_be_replaced(world: World) -> None:
    furnish(world)
    world.control("POST", "credentials", json={"vendor": "litmos", "key": f"key-of-{world.name}"})
    content, copy = export(world), other(world)
    assert make(copy).status_code == 201
    assert f"belongs to the sandbox {world.name}" in control_refusal(bring(copy, content), 409)
    assert bring(copy, content, credentials=False).json()["credentials"] == []
    assert "with replace=true" in control_refusal(bring(copy, content), 409)
    replaced = bring(copy, content, replace=True, credentials=False).json()
    assert replaced["generation"] > 1
    assert ScormCloudClient(copy).call("GET", "/registrations/R1").status_code == 200


def test_a_world_of_an_older_version_is_brought_up_to_date(world: World) -> None:
    furnish(world)
    content = export(world)
    found = document(content)
    (owner,) = found["revisions"]
    before = "0011"
    assert before < own_history().newest()
    found["revisions"][owner] = before
    found["state"].pop("ids_seed")
    for row in found["tables"].get("outbox_message", []):
        row.pop("html", None)
    copy = other(world)
    assert bring(copy, changed(content, found)).status_code == 201
    assert LitmosClient(copy).call("GET", "/modules/M1").json() == LitmosClient(world).call("GET", "/modules/M1").json()


def changed(content: bytes, found: dict[str, Any], without: str = "") -> bytes:
    """The archive with another document, and without some files."""
    packed, made = zipfile.ZipFile(io.BytesIO(content)), io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name in packed.namelist():
            if name == "world.json":
                archive.writestr(name, json.dumps(found))
            elif not without or not name.startswith((without, f"files/{without}")):
                archive.writestr(name, packed.read(name))
    return made.getvalue()


def test_what_is_no_world_is_refused_with_its_place_and_nothing_is_changed(world: World) -> None:
    furnish(world)
    content, copy = export(world), other(world)
    good = document(content)
    user, state = good["tables"]["litmos_user"][0], good["state"]

    def with_user(**members: Any) -> dict[str, Any]:
        return {**good, "tables": {**good["tables"], "litmos_user": [{**user, **members}]}}

    package = {**good["tables"]["course_package"][0], "folder": "../../../etc"}
    wrong: list[tuple[Any, str]] = [
        (b"{", "world.json: line 1"),
        (b"{}", "this is no exported world"),
        (b"PK nonsense", "not a zip archive"),
        ({**good, "lms_emulator_world": 2, "emulator": "9.9"}, "exported by lms-emulator 9.9, which is newer"),
        ({**good, "revisions": {"lms-emulator": "9999"}}, "newer than that of this one"),
        ({**good, "revisions": {"shop": "0001"}}, "rows of shop, which is not installed"),
        ({**good, "state": {**state, "prepared": ["shop"]}}, "rows of shop, a vendor that is not installed"),
        ({**good, "state": {**state, "clock_scale": 0}}, "state.clock_scale"),
        ({**good, "state": {**state, "settings": {"job_mode": "x"}}}, "state.settings.job_mode"),
        ({**good, "tables": {"litmos_userr": []}}, "tables.litmos_userr: there is no such table"),
        ({**good, "tables": []}, "tables: must be lists of rows"),
        (with_user(active="yes"), "tables.litmos_user[0].active: 'yes' is no value of this column"),
        (with_user(user_name=None), "tables.litmos_user[0].user_name: must not be null"),
        (
            {
                **good,
                "tables": {**good["tables"], "litmos_course": [{**good["tables"]["litmos_course"][0], "price": "x"}]},
            },
            "tables.litmos_course[0].price: 'x' is no value of this column",
        ),
        (with_user(colour="red"), "tables.litmos_user[0].colour: is no column"),
        ({**good, "tables": {**good["tables"], "litmos_user": [user, user]}}, "the rows do not go together"),
        ({**good, "tables": {**good["tables"], "course_package": [package]}}, "outside of the world"),
        (changed(content, good, good["files"][-1]), f"{good['files'][-1]} is missing, and the world had it"),
        (changed(content, {**good, "files": None}, "files/"), "is missing, and a row refers to it"),
    ]
    for given, words in wrong:
        sent = given if isinstance(given, bytes) else changed(content, given)
        answer = bring(copy, sent)
        assert answer.status_code == 400, words
        assert words in control_refusal(answer, 400)
    assert copy.control("GET", "clock")["scale"] == 1
    assert not any(row["UserName"] == "ann@example.com" for row in LitmosClient(copy).call("GET", "/users").json())


def test_values_that_the_emulator_could_not_read_are_refused_with_their_place(world: World) -> None:
    world.control("PATCH", "settings", json={"job_seconds": 3600})
    ScormCloudClient(world).upload("C1")
    world.control("POST", "faults", json={"match": {"vendor": "nexport"}, "do": {"status": 503}})
    LitmosClient(world).call("GET", "/users")
    content, copy = export(world), other(world)
    good = document(content)
    credential = {"vendor": "shop", "key": "k", "created": 0}
    wrong: list[tuple[str, dict[str, Any], str]] = [
        ("job", {"due": 2**62}, "due: '4611686018427387904' is no value"),
        ("job", {"due": -(2**62)}, "due"),
        ("job", {"number": 2**63}, "number"),
        ("job", {"number": 1e308}, "number"),
        ("job", {"number": 1.5}, "number"),
        ("job", {"detail": "[]"}, "detail"),
        ("job", {"kind": "x.y"}, "kind: no installed vendor has jobs of the kind x.y"),
        ("job", {"state": "x"}, "state: must be one of"),
        ("job", {"id": "x"}, "id: must be scormcloud."),
        ("fault_rule", {"created": 2**63 - 1}, "created"),
        ("fault_rule", {"rule": "{}"}, "rule"),
        ("fault_rule", {"target": "x"}, "target: must be call"),
        ("sandbox_credential", credential, "vendor: 'shop' is no vendor here"),
        ("litmos_user", {"access_level": ""}, "access_level: '' is no value"),
    ]
    for table, members, words in wrong:
        row = {**good["tables"].get(table, [{}])[0], **members}
        answer = bring(copy, changed(content, {**good, "tables": {**good["tables"], table: [row]}}))
        assert f"tables.{table}[0].{words}" in control_refusal(answer, 400), (table, members)
    states: dict[str, list[Any]] = {
        "clock_offset": ["NaN", 1e25, 2**63],
        "clock_held_at": ["0001-01-01T00:00:00+14:00", "2030-01-01T00:00:00"],
        "clock_scale": ["Infinity", 1e300],
        "ids_seed": [2**63],
        "ids_dealt": [{"job": 2**63}],
        "prepared": [[]],
    }
    for member, values in states.items():
        for value in values:
            answer = bring(copy, changed(content, {**good, "state": {**good["state"], member: value}}))
            assert "state" in control_refusal(answer, 400), (member, value)
    assert "state.prepared" in control_refusal(bring(copy, changed(content, {**good, "state": {}})), 400)


def test_a_row_that_cannot_be_without_another_is_refused_when_that_is_missing(world: World) -> None:
    world.seed({name: value for name, value in COMPANY.items() if name != "credentials"})
    content, copy = export(world), other(world)
    good = document(content)
    wrong = [
        ("scormcloud_registration", "course_version", 99, "no '99' in tables.scormcloud_course_version"),
        ("scormcloud_instance", "registration_id", "R99", "no 'R99' in tables.scormcloud_registration"),
        ("scormcloud_dispatch", "destination_id", "X", "no 'X' in tables.scormcloud_destination"),
        ("litmos_user_course", "user_id", "nobody", "no 'nobody' in tables.litmos_user"),
        ("litmos_module_result", "module_id", "none", "no 'none' in tables.litmos_module"),
        ("nexport_enrollment", "section_id", UUID.format("c"), f"no '{UUID.format('c')}' in tables.nexport_section"),
    ]
    for table, column, value, words in wrong:
        first, *rest = good["tables"][table]
        tables = {**good["tables"], table: [*rest, {**first, column: value}]}
        refused = control_refusal(bring(copy, changed(content, {**good, "tables": tables})), 400)
        assert f"tables.{table}[{len(rest)}].{column}: there is {words}" in refused


def test_a_document_that_is_a_zip_bomb_is_refused_before_it_is_read(world: World) -> None:
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("world.json", b" " * (33 * 1024 * 1024))
    assert "as a zip bomb does" in control_refusal(bring(world, bomb.getvalue()), 400)

"""`lms-emulator fault`, `fork` and `snapshot`."""

from pathlib import Path

import httpx
import pytest

from tests.cli.running_command import document, impossible, lines, refusal
from tests.vendors.litmos.calling import OWNER
from tests.world import World


@pytest.fixture
def at(world: World) -> dict[str, str]:
    return {"EMULATOR_URL": world.host, "EMULATOR_SANDBOX": world.name}


def status(world: World) -> int:
    users = f"{world.root}/v1.svc/users?source=t&format=json"
    return httpx.get(users, headers={"apikey": OWNER}).status_code


def test_a_fault_is_added_listed_and_removed(at: dict[str, str], world: World, tmp_path: Path) -> None:
    rule = ("--match", "vendor=litmos", "--match", "method=GET", "--when", "times=1", "--do", "status=503")
    added = document("fault", "add", *rule, folder=tmp_path, **at)
    assert (status(world), status(world)) == (503, 200)
    (line,) = lines("fault", "list", folder=tmp_path, **at)
    assert line.startswith(f"{added['id']}: happened 1 of ")
    lines("fault", "clear", str(added["id"]), folder=tmp_path, **at)
    assert lines("fault", "list", folder=tmp_path, **at) == ["nothing goes wrong on request"]
    assert "litmos" in refusal("fault", "add", "--match", "vendor=litmo", "--do", "status=503", folder=tmp_path, **at)
    assert "no JSON" in impossible("fault", "add", "--rule", "{", folder=tmp_path, **at)


def test_a_recipe_is_applied_and_lifted(at: dict[str, str], world: World, tmp_path: Path) -> None:
    names = [line.partition(":")[0] for line in lines("fault", "recipes", folder=tmp_path, **at)]
    assert "litmos-maintenance" in names
    lines("fault", "apply", "litmos-maintenance", folder=tmp_path, **at)
    assert status(world) >= 500
    lines("fault", "lift", "litmos-maintenance", folder=tmp_path, **at)
    assert status(world) == 200
    assert "nearest" in refusal("fault", "apply", "litmos-maintenanc", folder=tmp_path, **at)


def test_a_sandbox_is_forked_and_the_copy_has_what_it_had(at: dict[str, str], world: World, tmp_path: Path) -> None:
    world.seed({"litmos": {"users": [{"UserName": "ann@example.com"}]}})
    name = f"{world.name}-copy"
    said = lines("fork", name, folder=tmp_path, **at)
    assert said == [f"sandbox {name} is a copy of {world.name}"]
    found = httpx.get(f"{world.host}/~{name}/v1.svc/users/ann@example.com?source=t", headers={"apikey": OWNER})
    assert found.status_code == 200
    assert name in refusal("fork", name, folder=tmp_path, **at)
    lines("fork", name, "--replace", folder=tmp_path, **at)
    lines("sandboxes", "drop", name, folder=tmp_path, **at)


def anns(world: World) -> int:
    users = f"{world.litmos}/users?source=t&format=json&search=ann@example.com"
    return len(httpx.get(users, headers={"apikey": OWNER}).json())


def test_a_snapshot_is_saved_restored_and_dropped(at: dict[str, str], world: World, tmp_path: Path) -> None:
    world.seed({"litmos": {"users": [{"UserName": "ann@example.com"}]}})
    document("snapshot", "save", "with-ann", folder=tmp_path, **at)
    lines("reset", folder=tmp_path, **at)
    assert anns(world) == 0
    (line,) = lines("snapshot", "list", folder=tmp_path, **at)
    assert line.startswith("with-ann: made ")
    owned = f"{world.name}-key"
    how = ("--snapshot", "with-ann", "--credential", f"vendor=litmos,key={owned}")
    said = lines("fork", f"{world.name}-fork", *how, folder=tmp_path, **at)
    assert said == [
        f"sandbox {world.name}-fork is a copy of {world.name} as it was in with-ann",
        f"it owns {owned} of litmos",
    ]
    users = f"{world.host}/v1.svc/users?source=t&format=json&search=ann@example.com"
    assert len(httpx.get(users, headers={"apikey": owned}).json()) == 1
    lines("sandboxes", "drop", f"{world.name}-fork", folder=tmp_path, **at)
    said = lines("snapshot", "restore", "with-ann", folder=tmp_path, **at)
    assert said == [f"sandbox {world.name} is as it was in with-ann"]
    assert anns(world) == 1
    lines("snapshot", "drop", "with-ann", folder=tmp_path, **at)
    assert "with-ann" in refusal("snapshot", "restore", "with-ann", folder=tmp_path, **at)

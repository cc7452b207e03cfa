"""How large and how old sandboxes are, and those that nobody uses any more."""

from datetime import datetime

from tests.refusals import control_refusal
from tests.world import World
from tests.worlds.forking import furnish, make, other


def test_each_sandbox_has_its_size_age_and_last_use(world: World) -> None:
    furnish(world)
    empty = other(world, "-empty")
    assert make(empty).status_code == 201
    plain = world.control("GET", "sandboxes")
    sized = world.control("GET", "sandboxes", params={"sizes": True})
    assert [each["name"] for each in sized["details"]] == sized["sandboxes"]
    assert all(each["rows"] is None for each in plain["details"])
    details = {each["name"]: each for each in sized["details"]}
    full, bare = details[world.name], details[empty.name]
    assert (full["rows"] > 20, full["file_bytes"] > 1000) == (True, True)
    assert (bare["rows"], bare["file_bytes"]) == (1, 0)
    assert datetime.fromisoformat(bare["created"]) >= datetime.fromisoformat(full["created"])
    created = datetime.fromisoformat(full["created"]).replace(microsecond=0)  # the last use is told to the second
    assert datetime.fromisoformat(full["last_used"]) >= created


def test_what_nobody_uses_is_deleted_on_request_and_nothing_else(world: World) -> None:
    furnish(world)
    url = f"{world.host}/_emulator/sandboxes"
    assert "unused_for: Field required" in control_refusal(world.client.delete(url), 400)
    assert "unused_for" in control_refusal(world.client.delete(url, params={"unused_for": -1}), 400)
    assert world.client.delete(url, params={"unused_for": 3600}).json() == {"deleted": []}
    assert world.name in world.control("GET", "sandboxes")["sandboxes"]

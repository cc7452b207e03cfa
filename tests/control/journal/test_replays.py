"""Calls of the journal made again: as they were, with their credentials, and only if the journal has all of them."""

from tests.refusals import control_refusal
from tests.vendors.litmos.calling import LitmosClient
from tests.world import World


def replay(world: World, number: int) -> dict[str, object]:
    made: dict[str, object] = world.control("POST", f"journal/{number}/replay")
    return made


def test_a_call_is_made_again_with_its_credentials_and_body(world: World) -> None:
    litmos = LitmosClient(world)
    course = litmos.new_course("Tides")
    litmos.call("DELETE", f"/courses/{course['Id']}")
    made = replay(world, 1)
    first, _, again = world.journal()
    assert made == {"number": 3, "request_id": again["request_id"], "status": 201}
    assert again["credential"] == first["credential"]
    assert again["request"] == first["request"]
    assert [each["Name"] for each in litmos.call("GET", "/courses").json()] == ["Tides"]


def test_a_call_at_a_wrong_path_is_made_again_too(world: World) -> None:
    world.client.get(f"{world.root}/v1.scv/users")
    assert (replay(world, 1)["number"], replay(world, 2)["status"]) == (2, 404)


def test_a_call_whose_connection_a_fault_ended_is_made_again(world: World) -> None:
    LitmosClient(world).call("GET", "/users")
    world.control("POST", "faults", json={"do": {"connection": "reset"}})
    assert replay(world, 1) == {"number": None, "request_id": "", "status": 0}
    assert [each["response"]["status"] for each in world.journal()] == [200, 0]


def test_what_the_journal_did_not_keep_whole_is_not_sent_again(world: World) -> None:
    LitmosClient(world).call("POST", "/courses", json={"Name": "Tides", "Description": "x" * 20_000})
    answer = world.client.post(f"{world.root}/_emulator/journal/1/replay")
    assert "bytes of the body, so it cannot be sent again" in control_refusal(answer, 409)
    answer = world.client.post(f"{world.root}/_emulator/journal/9/replay")
    assert control_refusal(answer, 404) == "the journal has no entry 9 (any more)"
    assert len(world.journal()) == 1

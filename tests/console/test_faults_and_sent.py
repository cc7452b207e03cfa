"""The pages of what goes wrong on request, and of what vendors sent."""

from tests.vendors.litmos.calling import LitmosClient
from tests.world import World


def page(world: World, path: str) -> str:
    answer = world.client.get(f"{world.root}/_emulator/console/{path}")
    assert answer.status_code == 200, answer.text
    return answer.text


def test_rules_recipes_and_limits_are_shown_with_a_switch(world: World) -> None:
    text = page(world, "faults")
    assert "nothing goes wrong on request" in text
    assert 'data-call="POST /_emulator/faults/recipes/slow-network"' in text
    world.control("POST", "faults/recipes/slow-network")
    text = page(world, "faults")
    assert 'data-call="DELETE /_emulator/faults/recipes/slow-network"' in text
    assert "0 of 0" in text
    for limit in world.control("GET", "limits")["limits"]:
        assert limit["name"] in text


def test_a_call_that_a_fault_happened_to_says_so_in_list_and_entry(world: World) -> None:
    world.control("POST", "faults", json={"when": {"times": 1}, "do": {"status": 503}})
    LitmosClient(world).call("GET", "/users")
    for path in ("journal", "journal/1"):
        assert "injected by fault 1" in page(world, path)


def test_mails_are_shown_as_text_with_links(world: World) -> None:
    assert "nobody gets it" in page(world, "sent")
    litmos = LitmosClient(world)
    user = litmos.new_user("jo@example.com")
    course = litmos.new_course("<script>alert(1)</script>")
    litmos.call("POST", f"/users/{user['Id']}/courses", json=[{"Id": course["Id"]}])
    text = page(world, "sent")
    assert "jo@example.com" in text
    assert "<script>alert" not in text

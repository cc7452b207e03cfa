"""A rule, and the rules of a recipe, are turned off and on; they stay there with their counts."""

from tests.refusals import control_refusal
from tests.vendors.litmos.calling import LitmosClient
from tests.world import World


def test_a_rule_that_is_off_never_happens_and_goes_on_counting_when_it_is_on_again(world: World) -> None:
    litmos, faults = LitmosClient(world), f"{world.root}/_emulator/faults"
    number = world.client.post(faults, json={"when": {"times": 2}, "do": {"status": 503}}).json()["id"]
    assert litmos.call("GET", "/users").is_server_error
    off = world.client.patch(f"{faults}/{number}", json={"enabled": False}).json()
    assert (off["rule"]["enabled"], off["happened"]) == (False, 1)
    assert litmos.call("GET", "/users").is_success
    assert world.client.get(faults).json()["faults"][0]["matched"] == 1
    world.client.patch(f"{faults}/{number}", json={"enabled": True})
    assert litmos.call("GET", "/users").is_server_error
    assert litmos.call("GET", "/users").is_success
    assert control_refusal(world.client.patch(f"{faults}/99", json={"enabled": True}), 404) == "there is no fault 99"


def test_the_rules_of_a_recipe_are_switched_together(world: World) -> None:
    recipe = f"{world.root}/_emulator/faults/recipes/litmos-maintenance"
    assert "was not applied" in control_refusal(world.client.patch(recipe, json={"enabled": False}), 409)
    world.client.post(recipe)
    rules = world.client.patch(recipe, json={"enabled": False}).json()["faults"]
    assert rules
    assert not any(fault["rule"]["enabled"] for fault in rules)
    assert LitmosClient(world).call("GET", "/users").is_success
    world.client.patch(recipe, json={"enabled": True})
    assert LitmosClient(world).call("GET", "/users").is_server_error
    assert control_refusal(world.client.patch(recipe, json={"enabled": "yes"}), 400).startswith("enabled: ")


def test_a_recipe_that_is_lifted_leaves_all_other_rules(world: World) -> None:
    world.control("POST", "faults", json={"match": {"operation": "get_users"}, "do": {"status": 418}})
    for recipe in ("litmos-maintenance", "token-endpoint-down"):
        world.control("POST", f"faults/recipes/{recipe}")
    world.control("DELETE", "faults/recipes/litmos-maintenance")
    assert [each["recipe"] for each in world.control("GET", "faults")["faults"]] == [None, *["token-endpoint-down"] * 2]

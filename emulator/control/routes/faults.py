"""Faults: rules that say which calls, jobs and deliveries go wrong, when, and how."""

import asyncio
from typing import Annotated, Any

from fastapi import APIRouter, Body, HTTPException
from pydantic import BaseModel, ConfigDict, Field

from emulator.control.answers.faults import Fault, FaultRecipe, FaultRecipes, Faults
from emulator.control.context import TheHouse, TheSandbox
from emulator.control.refusals import IN_SANDBOX, OF_BODIES, refusals
from emulator.faults import stored_rules
from emulator.faults.known import UnknownNameError, check, nearest
from emulator.faults.recipe import Recipe
from emulator.faults.rule import RULE, AnyRule, Rule
from emulator.faults.stored_rules import TooManyRulesError
from emulator.house import House
from emulator.life.fault_doubts import doubts
from emulator.life.fault_names import known_vendors, recipes
from emulator.sandbox.sandbox import Sandbox
from emulator.sandbox.whole import Whole
from emulator.store.rows import Row

router = APIRouter(tags=["faults"], responses=IN_SANDBOX)

EXAMPLES: dict[str, Any] = {
    "the next call fails": {"value": {"when": {"times": 1}, "do": {"status": 503}}},
    "a write is done, and its client sees the connection close": {
        "value": {"match": {"method": "POST"}, "when": {"every": 3}, "do": {"connection": "drop", "where": "after"}}
    },
    "an import fails": {
        "value": {"on": "jobs", "match": {"state": "Complete"}, "do": {"reason": "The manifest is broken"}}
    },
    "the receiver of postbacks is down": {"value": {"on": "deliveries", "when": {"times": 2}, "do": {"status": 503}}},
}
NO_RECIPE = "'slow-netwrk' is not a recipe; the nearest is 'slow-network'"
NOT_APPLIED = "slow-network was not applied; POST does it"
BAD_NAME = "match.operation: 'getCourse' is not an operation; the nearest is 'GetCourse'"


class Switch(BaseModel):
    """Whether a rule is on."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"enabled": False}]})

    enabled: Annotated[bool, Field(strict=True)]


@router.get("/_emulator/faults", response_model=Faults, response_model_exclude_unset=True)
async def list_faults(house: TheHouse, sandbox: TheSandbox) -> Faults:
    """The rules of this sandbox, and how often each of them happened."""
    return await _faults(house, sandbox, stored_rules.every(sandbox))


@router.post(
    "/_emulator/faults",
    status_code=201,
    response_model=Fault,
    response_model_exclude_unset=True,
    responses={**OF_BODIES, **refusals(_400=BAD_NAME, _409=str(TooManyRulesError()))},
)
async def add_fault(
    house: TheHouse, sandbox: TheSandbox, rule: Annotated[AnyRule, Body(openapi_examples=EXAMPLES)]
) -> Fault:
    """Add a rule. 400 if it names a vendor, operation, error, kind of job or state that there is not, with the nearest name. A path or a
    credential that nothing is known of is told of in `hint`, since it may be made later.

    `match` says what it is about, `when` which of those it happens to, `do` what happens. Rules and their counts survive a restart;
    a reset removes them. What is injected is marked in the journal, and in `X-Emulator-Hint`.
    """
    try:
        check(rule, await known_vendors(house, rule))
    except UnknownNameError as error:
        raise HTTPException(400, str(error)) from None
    return await _fault(house, sandbox, _added(sandbox, [rule])[0])


@router.delete("/_emulator/faults", status_code=204)
async def delete_faults(sandbox: TheSandbox) -> None:
    """Remove every rule: nothing goes wrong on request any more."""
    stored_rules.remove(sandbox)


@router.get("/_emulator/faults/recipes", response_model=FaultRecipes, response_model_exclude_unset=True)
async def list_fault_recipes() -> FaultRecipes:
    """The recipes: rules with a name, those that fit every vendor and the vendors' own."""
    found = [
        FaultRecipe(name=recipe.name, description=recipe.description, rules=recipe.read())
        for recipe in recipes().values()
    ]
    return FaultRecipes(recipes=found)


@router.post(
    "/_emulator/faults/recipes/{recipe}",
    status_code=201,
    response_model=Faults,
    response_model_exclude_unset=True,
    responses=refusals(_404=NO_RECIPE, _409=str(TooManyRulesError())),
)
async def apply_fault_recipe(house: TheHouse, sandbox: TheSandbox, recipe: str) -> Faults:
    """Add the rules of a recipe, in place of those of the same recipe that are there."""
    found = _recipe(recipe)
    return await _faults(house, sandbox, _added(sandbox, found.read(), found.name))


@router.patch(
    "/_emulator/faults/recipes/{recipe}",
    response_model=Faults,
    response_model_exclude_unset=True,
    responses={**OF_BODIES, **refusals(_404=NO_RECIPE, _409=NOT_APPLIED)},
)
async def switch_fault_recipe(house: TheHouse, sandbox: TheSandbox, recipe: str, switch: Switch) -> Faults:
    """Turn the rules of a recipe on or off. They and their counts stay. 409 if the recipe was not applied."""
    name = _recipe(recipe).name
    rows = stored_rules.switch(sandbox, enabled=switch.enabled, recipe=name)
    if not rows:
        raise HTTPException(409, NOT_APPLIED.replace("slow-network", name))
    return await _faults(house, sandbox, rows)


@router.delete("/_emulator/faults/recipes/{recipe}", status_code=204, responses=refusals(_404=NO_RECIPE))
async def lift_fault_recipe(sandbox: TheSandbox, recipe: str) -> None:
    """Remove the rules of a recipe, if there are any."""
    stored_rules.remove(sandbox, recipe=_recipe(recipe).name)


@router.get(
    "/_emulator/faults/{fault_id}",
    response_model=Fault,
    response_model_exclude_unset=True,
    responses=refusals(400, _404="there is no fault 7"),
)
async def read_fault(house: TheHouse, sandbox: TheSandbox, fault_id: Whole) -> Fault:
    """A rule, and how often it happened."""
    found = next((row for row in stored_rules.every(sandbox) if row["number"] == fault_id), None)
    if found is None:
        raise HTTPException(404, f"there is no fault {fault_id}")
    return await _fault(house, sandbox, found)


@router.patch(
    "/_emulator/faults/{fault_id}",
    response_model=Fault,
    response_model_exclude_unset=True,
    responses={**OF_BODIES, **refusals(_404="there is no fault 7")},
)
async def switch_fault(house: TheHouse, sandbox: TheSandbox, fault_id: Whole, switch: Switch) -> Fault:
    """Turn a rule on or off. It and its counts stay."""
    rows = stored_rules.switch(sandbox, enabled=switch.enabled, number=fault_id)
    if not rows:
        raise HTTPException(404, f"there is no fault {fault_id}")
    return await _fault(house, sandbox, rows[0])


@router.delete("/_emulator/faults/{fault_id}", status_code=204, responses=refusals(400, _404="there is no fault 7"))
async def delete_fault(sandbox: TheSandbox, fault_id: Whole) -> None:
    """Remove a rule."""
    if not stored_rules.remove(sandbox, number=fault_id):
        raise HTTPException(404, f"there is no fault {fault_id}")


def _added(sandbox: Sandbox, rules: list[Rule], recipe: str | None = None) -> list[Row]:
    try:
        return stored_rules.add(sandbox, rules, recipe)
    except TooManyRulesError as error:
        raise HTTPException(409, str(error)) from None


def _recipe(name: str) -> Recipe:
    found = recipes()
    if name not in found:
        raise HTTPException(404, f"{name!r} is not a recipe; {nearest(name, list(found))}")
    return found[name]


async def _faults(house: House, sandbox: Sandbox, rows: list[Row]) -> Faults:
    shown = []
    for row in rows:
        shown.append(await _fault(house, sandbox, row))
        await asyncio.sleep(0)  # others have their turn: a rule may have to be compared with every path
    return Faults(faults=shown)


async def _fault(house: House, sandbox: Sandbox, row: Row) -> Fault:
    rule = RULE.validate_python(row["rule"])
    hint = None if row["matched"] or row["recipe"] else await doubts(house, sandbox, rule)
    told = {name: row[name] for name in ("recipe", "matched", "happened", "spent", "created")}
    return Fault(id=row["number"], rule=rule, hint=hint, **told)

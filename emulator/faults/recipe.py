"""Recipes: rules with a name. A vendor declares its own (`Entry.recipes`); those of one name belong together."""

from collections.abc import Mapping
from typing import Any

from emulator.faults.rule import RULE, Rule
from emulator.light.records import dataclass


@dataclass(frozen=True, slots=True)
class Recipe:
    """Rules as they would be posted, and what they are for. Every rule of a recipe gets its name."""

    name: str
    description: str
    rules: tuple[Mapping[str, Any], ...]

    def read(self) -> list[Rule]:
        """The rules. Raises pydantic's `ValidationError` if one is not a rule: a defect of the declaration."""
        return [RULE.validate_python({"name": self.name, **rule}) for rule in self.rules]


def merged(recipes: list[Recipe]) -> dict[str, Recipe]:
    """By name; the rules of those that share one come one after the other, under the first one's description."""
    found: dict[str, Recipe] = {}
    for recipe in recipes:
        before = found.get(recipe.name)
        rules = (*(before.rules if before else ()), *recipe.rules)
        found[recipe.name] = Recipe(recipe.name, (before or recipe).description, rules)
    return found


COMMON = (
    Recipe(
        "slow-network",
        "Every call takes as long as in the wild: half of them over 0.3 s, one in twenty over 1.1 s.",
        ({"do": {"delay": {"median": 0.3, "sigma": 0.8}}},),
    ),
    Recipe(
        "flaky-network",
        "One call in ten is cut off before anything is done, and one in ten after it: for a client that has to repeat safely.",
        (
            {"when": {"probability": 0.1, "seed": 1}, "do": {"connection": "reset"}},
            {"when": {"probability": 0.1, "seed": 2}, "do": {"connection": "drop", "where": "after"}},
        ),
    ),
    Recipe(
        "lost-answers",
        "Every third call that writes is done, and its client sees the connection close.",
        tuple(
            {"match": {"method": method}, "when": {"every": 3}, "do": {"connection": "drop", "where": "after"}}
            for method in ("POST", "PUT", "DELETE")
        ),
    ),
    Recipe(
        "postback-receiver-flaky",
        "Two of three tries of a delivery meet a receiver that answers 500.",
        ({"on": "deliveries", "when": {"probability": 0.67, "seed": 3}, "do": {"status": 500}},),
    ),
)
"""Recipes that fit every vendor."""

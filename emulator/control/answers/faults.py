"""Response bodies: faults and their recipes."""

from datetime import datetime

from emulator.control.answers.answer import Answer
from emulator.faults.rule import AnyRule


class Fault(Answer):
    """A rule as it was posted, and what came of it: how often it `matched` while it was asked, and how often it `happened`. One that
    is `spent` never happens again. `hint` says why one that has not matched yet will perhaps never match."""

    id: int
    recipe: str | None
    rule: AnyRule
    matched: int
    happened: int
    spent: bool
    created: datetime
    hint: str | None


class Faults(Answer):
    """Rules, oldest first. The oldest one that happens to a call decides, and younger ones are not asked."""

    faults: list[Fault]


class FaultRecipe(Answer):
    """Rules with a name."""

    name: str
    description: str
    rules: list[AnyRule]


class FaultRecipes(Answer):
    """All recipes."""

    recipes: list[FaultRecipe]

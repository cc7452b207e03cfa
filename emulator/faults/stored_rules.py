"""The rules of a sandbox as rows: they survive a restart, and so does how often they matched and happened."""

from collections.abc import Iterable
from datetime import datetime
from functools import partial
from typing import Any

from sqlalchemy import Boolean, String, bindparam, select

from emulator.faults.rule import RULE, Rule
from emulator.sandbox.sandbox import Sandbox
from emulator.store.rows import Row, Statement, Table
from emulator.store.tables import Column, column
from emulator.store.unit_of_work import UnitOfWork

MOST = 500  # each call looks through all of them


class TooManyRulesError(Exception):
    """The sandbox has as many rules as it may have."""

    def __init__(self) -> None:
        super().__init__(f"a sandbox has at most {MOST} faults; DELETE those that are spent")


class FaultRule(Table):
    """A rule. `matched` and `happened` are counts; one that is `spent` never happens again."""

    __tablename__ = "fault_rule"

    number: Column[int] = column(primary_key=True)
    target: Column[str] = column(String(16))
    recipe: Column[str | None] = column(String(64))
    rule: Column[dict[str, Any]]
    matched: Column[int]
    happened: Column[int]
    spent: Column[bool] = column(Boolean)
    created: Column[datetime]


_ALL = Statement(select(*FaultRule.__table__.c).order_by(FaultRule.number))
_ACTIVE = Statement(
    select(*FaultRule.__table__.c)
    .where(FaultRule.target == bindparam("target"), FaultRule.spent == bindparam("spent", False))
    .order_by(FaultRule.number)
)


def add(sandbox: Sandbox, rules: Iterable[Rule], recipe: str | None = None) -> list[Row]:
    """Add rules, all or none; returns their rows. Those of a recipe take the place of those that it has.

    Raises `TooManyRulesError`.
    """
    with sandbox.work() as work:
        work.after_commit(partial(sandbox.happenings.tell, "faults"))
        if recipe is not None:
            work.delete(FaultRule, recipe=recipe)
        rows = [_row(sandbox, rule, recipe) for rule in rules]
        if len(work.all(_ALL)) + len(rows) > MOST:
            raise TooManyRulesError
        work.insert_all(FaultRule, rows)
        note_active(sandbox, work)
    return rows


def every(sandbox: Sandbox) -> list[Row]:
    """The rows of all rules, oldest first, which is the order in which they are asked."""
    return sandbox.work().all(_ALL)


def remove(sandbox: Sandbox, **key: Any) -> int:
    """Remove the rules with this `number` or `recipe`, or all of them; returns how many there were."""
    with sandbox.work() as work:
        removed = work.delete(FaultRule, **key)
        work.after_commit(partial(sandbox.happenings.tell, "faults"))
        note_active(sandbox, work)
    return removed


def active(work: UnitOfWork, target: str) -> list[Row]:
    """The rows of the rules for calls, jobs or deliveries that may still happen, oldest first."""
    return [row for row in work.all(_ACTIVE, target=target) if is_enabled(row)]


def is_enabled(row: Row) -> bool:
    """Whether a stored rule is on."""
    return bool(row["rule"].get("enabled", True))


def switch(sandbox: Sandbox, *, enabled: bool, **key: Any) -> list[Row]:
    """Turn the rules with this `number` or `recipe` on or off; returns their rows, none if there are none. Their counts stay."""
    with sandbox.work() as work:
        rows = [
            row for row in work.all(_ALL) if key.items() <= {"number": row["number"], "recipe": row["recipe"]}.items()
        ]
        for row in rows:
            row["rule"] = {**row["rule"], "enabled": enabled}
            work.update(FaultRule, {"number": row["number"]}, {"rule": row["rule"]})
        work.after_commit(partial(sandbox.happenings.tell, "faults"))
        note_active(sandbox, work)
    return rows


def note_active(sandbox: Sandbox, work: UnitOfWork) -> None:
    """Keep in the sandbox whether any rule may still happen: while none may, a call costs the look at one attribute."""
    faulty = any(not row["spent"] and is_enabled(row) for row in work.all(_ALL))
    if faulty != sandbox.faulty:
        sandbox.faulty = faulty
        sandbox.save(work)


def _row(sandbox: Sandbox, rule: Rule, recipe: str | None) -> Row:
    return {
        "number": sandbox.ids.number("fault"),
        "target": rule.on,
        "recipe": recipe,
        "rule": RULE.dump_python(rule, mode="json", exclude_unset=True),
        "matched": 0,
        "happened": 0,
        "spent": False,
        "created": sandbox.clock.now(),
    }

"""Which rule happens to a call, a job or a delivery. It is decided and counted in one unit of work, so several callers at once, and a
process that is killed, hit exactly as many as the rule says.
"""

from collections.abc import Callable
from typing import Any

from emulator.faults import stored_rules
from emulator.faults.rule import RULE, Rule, When
from emulator.faults.stored_rules import FaultRule
from emulator.light.records import dataclass
from emulator.sandbox.ids import fraction
from emulator.sandbox.sandbox import Sandbox
from emulator.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule that happens. `first` and `second` are fractions for what is left to chance in it, the same ones in every run."""

    number: int
    rule: Any
    first: float
    second: float


async def hit(sandbox: Sandbox, target: str, matches: Callable[[Any], bool]) -> Hit | None:
    """The oldest rule that matches and happens now, counted for good; None if none does. Younger ones are not asked then."""
    found, work = await sandbox.work().database.run(sandbox.name, lambda: _hit(sandbox, target, matches))
    await work.durable()
    return found


def _hit(sandbox: Sandbox, target: str, matches: Callable[[Any], bool]) -> tuple[Hit | None, UnitOfWork]:
    with sandbox.work() as work:
        found = None
        for row in stored_rules.active(work, target):
            rule: Rule = RULE.validate_python(row["rule"])
            if not matches(rule):
                continue
            matched = row["matched"] + 1
            happens = _happens(rule.when, matched)
            happened = row["happened"] + happens
            spent = rule.when.times is not None and happened >= rule.when.times
            work.update(
                FaultRule,
                {"number": row["number"]},
                {"matched": matched, "happened": happened, "spent": spent},
            )
            if spent:
                stored_rules.note_active(sandbox, work)
            if happens:
                seed = rule.when.seed
                found = Hit(row["number"], rule, fraction(seed, "first", matched), fraction(seed, "second", matched))
                break
    return found, work


def _happens(when: When, matched: int) -> bool:
    """Whether the rule happens to what matches it as the `matched`-th, from 1."""
    if matched <= when.skip or (matched - when.skip) % when.every:
        return False
    return when.probability >= 1 or fraction(when.seed, "whether", matched) < when.probability

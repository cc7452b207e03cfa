"""The names that a rule can use; an unknown name is refused with the nearest known one."""

from collections.abc import Iterable, Mapping
from dataclasses import field
from typing import Any

from emulator.faults.rule import CallRule, JobRule, Rule
from emulator.light.records import dataclass
from emulator.problems.alike import nearest_name

SHOWN = 8


class UnknownNameError(Exception):
    """A rule or a filter names something that does not exist; `where` is the member."""

    def __init__(self, where: str, words: str) -> None:
        super().__init__(f"{where}: {words}")


@dataclass(frozen=True, slots=True)
class KnownVendor:
    """What can be named of one vendor: the ids of its operations, the names of its errors, its kinds of jobs with their states."""

    operations: tuple[str, ...] = ()
    errors: tuple[str, ...] = ()
    jobs: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    has_rate_limit: bool = False


def check(rule: Rule, vendors: Mapping[str, KnownVendor]) -> None:
    """Check every name in a rule. Raises `UnknownNameError`."""
    named = rule.match.vendor
    if named is not None:
        one_of(named, vendors, "match.vendor", "a vendor")
    chosen = vendors if named is None else {named: vendors[named]}
    if isinstance(rule, CallRule):
        _check_call(rule, chosen)
    elif isinstance(rule, JobRule):
        _check_job(rule, chosen)


def _check_call(rule: CallRule, vendors: Mapping[str, KnownVendor]) -> None:
    of = _of(vendors)
    operation = rule.match.operation
    if operation is not None:
        one_of(
            operation,
            (each for vendor in vendors.values() for each in vendor.operations),
            "match.operation",
            f"an operation{of}",
        )
        vendors = {name: vendor for name, vendor in vendors.items() if operation in vendor.operations}
        of = _of(vendors)
    if rule.do.error is not None:
        one_of(
            rule.do.error, (each for vendor in vendors.values() for each in vendor.errors), "do.error", f"an error{of}"
        )
    if rule.do.rate_limit and not any(vendor.has_rate_limit for vendor in vendors.values()):
        raise UnknownNameError("do.rate_limit", f"no rate limit{of} is known; use status")


def _check_job(rule: JobRule, vendors: Mapping[str, KnownVendor]) -> None:
    kinds: dict[str, tuple[str, ...]] = {}
    for vendor in vendors.values():
        kinds.update(vendor.jobs)
    if rule.match.kind is not None:
        one_of(rule.match.kind, kinds, "match.kind", f"a kind of job{_of(vendors)}")
        kinds = {rule.match.kind: kinds[rule.match.kind]}
    if rule.match.state is not None:
        states = (state for each in kinds.values() for state in each[1:])
        of = f" that {rule.match.kind} comes into" if rule.match.kind else " that jobs come into"
        one_of(rule.match.state, states, "match.state", f"a state{of}")


def _of(vendors: Mapping[str, Any]) -> str:
    return f" of {next(iter(vendors))}" if len(vendors) == 1 else ""


def one_of(name: str, known: Iterable[str], where: str, what: str) -> None:
    """Check that a name is one of the known names; `where` is the member. Raises `UnknownNameError`."""
    names = list(dict.fromkeys(known))
    if name in names:
        return
    raise UnknownNameError(where, f"{name!r} is not {what}; {nearest(name, names)}")


def nearest(name: str, names: list[str]) -> str:
    """Words that lead on: the nearest name, else all names if they are few."""
    close = nearest_name(name, names, 0.4)
    if close is not None:
        return f"the nearest is {close!r}"
    if not names:
        return "there are none"
    return f"there are {', '.join(names[:SHOWN])}{', …' if len(names) > SHOWN else ''}"

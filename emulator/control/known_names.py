"""Names in filters that nothing has: such a filter fits nothing, so an expectation of "never" would hold whatever is called."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from http import HTTPMethod

from fastapi import HTTPException

from emulator.control.looking_for import LookingFor
from emulator.faults.known import UnknownNameError, one_of
from emulator.house import OWN_KINDS, House
from emulator.jobs.delivery import DELIVERED, GIVEN_UP, WAITING
from emulator.jobs.job import JobKind
from emulator.life.fault_names import PLAYER
from emulator.life.journaling import UNSERVED
from emulator.sandbox.sandbox import Sandbox
from emulator.vendors import ENTRIES

VENDORS = tuple(entry.name for entry in ENTRIES)


async def check_entries(house: House, sandbox: Sandbox, wanted: LookingFor, where: str = "") -> None:
    """400 for a vendor, operation or method that no call can have. `where` stands before the names of the members."""
    vendor, operation, method = wanted.vendor, wanted.operation, wanted.method
    with _refusing():
        if vendor is not None:
            one_of(vendor, (*VENDORS, PLAYER, UNSERVED), f"{where}vendor", "a vendor")
        if method is not None:  # a client may have used one of its own
            one_of(
                method.upper(),
                (*map(str, HTTPMethod), *(entry.method for entry in sandbox.journal)),
                f"{where}method",
                "a method",
            )
        if operation is not None:
            chosen = [name for name in VENDORS if vendor in (None, name)]
            operations = [each for name in chosen for each in (await house.vendor(name)).contract.operations]
            of = "" if vendor is None else f" of {vendor}"
            one_of(operation, operations, f"{where}operation", f"an operation{of}")


def check_vendor(vendor: str | None) -> None:
    """400 for a vendor that is not installed."""
    _check("vendor", vendor, VENDORS, "a vendor")


def check_delivery(vendor: str | None, state: str | None) -> None:
    """400 for a vendor or a state that no delivery can have."""
    check_vendor(vendor)
    _check("state", state, (WAITING, DELIVERED, GIVEN_UP), "a state of deliveries")


async def check_jobs(house: House, kind: str | None, state: str | None) -> None:
    """400 for a kind or a state that no job can have."""
    if kind is None and state is None:
        return
    kinds: dict[str, JobKind] = dict(OWN_KINDS)
    for name in VENDORS:
        kinds.update((await house.vendor(name)).job_kinds)
    _check("kind", kind, kinds, "a kind of job")
    chosen = kinds.values() if kind is None else [kinds[kind]]
    states = (state for each in chosen for state in (*each.states, each.failed))
    _check("state", state, states, "a state of jobs" if kind is None else f"a state of {kind}")


def _check(where: str, name: str | None, known: Iterable[str], what: str) -> None:
    if name is not None:
        with _refusing():
            one_of(name, known, where, what)


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except UnknownNameError as error:
        raise HTTPException(400, str(error)) from None

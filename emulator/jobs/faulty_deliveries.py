"""Faults of deliveries: tries that fail because of a fault rule."""

import asyncio

from emulator.faults.counting import hit
from emulator.faults.matching import DeliveryFacts
from emulator.faults.rule import DeliveryRule
from emulator.light.records import dataclass
from emulator.sandbox.sandbox import Sandbox
from emulator.store.rows import Row

WORDS = {"drop": "the receiver closed the connection", "reset": "the receiver reset the connection"}


@dataclass(frozen=True, slots=True)
class FaultyTry:
    """The result of a try with a fault. `heard` is True if the receiver gets the request nevertheless."""

    status: int | None
    error: str
    heard: bool


async def fault_of(sandbox: Sandbox, row: Row, longest: float) -> FaultyTry | None:
    """The fault of a delivery's try, after the rule's delay; None if there is none. A delay of at least `longest` seconds means that the
    receiver never answers."""
    facts = DeliveryFacts(row["vendor"], row["url"], row["body"])

    def matches(rule: DeliveryRule) -> bool:
        return facts.match(rule.match)

    found = await hit(sandbox, "deliveries", matches)
    if found is None:
        return None
    do, source = found.rule.do, f"injected by fault {found.number}"
    await asyncio.sleep(min(do.delay or 0.0, longest))
    heard = do.where == "after"
    if do.delay is not None and do.delay >= longest:
        return FaultyTry(None, f"it took longer than {longest:g} seconds ({source})", heard)
    if do.connection is not None:
        return FaultyTry(None, f"{WORDS[do.connection]} ({source})", heard)
    return FaultyTry(do.status, source, heard) if do.status is not None else None

"""The verdict on each difference: who is right."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from typing import Any, Literal

from emulator.contract.model import Contract, Operation
from emulator.light.records import dataclass
from emulator.verifying.judging.by_contract import may_lack, problems
from emulator.verifying.judging.difference import Difference
from emulator.verifying.shapes.answer import ShapedAnswer
from emulator.verifying.shapes.node import Node

Judgement = Literal["agrees", "emulator wrong", "contract stale", "vendor extra", "known gap", "not tried"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A difference at a step of a scenario. `why` is the reason of a known gap, or what the contract says."""

    scenario: str
    step: int
    operation: str
    place: str
    aspect: str
    verdict: Judgement
    vendor: str
    emulator: str
    why: str = ""

    def document(self) -> dict[str, Any]:
        """The finding as `--json` prints it."""
        return asdict(self)


def judge(
    contract: Contract,
    operation: Operation,
    vendor: ShapedAnswer,
    found: Iterable[Difference],
    known: Mapping[str, str],
    *,
    lacks: bool,
) -> Iterator[tuple[Difference, Judgement, str]]:
    """Judge each difference: (difference, verdict, reason). `lacks` is True if a member without a value may be missing where the contract
    allows it."""
    stale = {(each.place, _of(each)): each for each in problems(contract, operation, vendor)}
    for each in found:
        if lacks and each.aspect == "member" and may_lack(contract, operation, vendor, each.place):
            continue
        said = stale.pop((each.place, _of(each)), None)
        yield each, *_verdict(operation, each, said, known)
    for each in stale.values():
        yield each, *_verdict(operation, each, each, known)


def _of(difference: Difference) -> str:
    return "member" if difference.aspect == "unknown member" else difference.aspect


def _verdict(
    operation: Operation, found: Difference, said: Difference | None, known: Mapping[str, str]
) -> tuple[Judgement, str]:
    if found.place in known:
        return "known gap", known[found.place]
    if operation.unserved:
        return "known gap", operation.unserved
    if said is not None and said.aspect == "unknown member":
        return "vendor extra", "the contract does not have it"
    if found.place.startswith("header ") and found.aspect == "member" and found.vendor == "there":
        return "vendor extra", "the contract does not have it"
    if said is not None:
        return "contract stale", f"the contract says: {said.emulator}"
    return "emulator wrong", ""


def places_of(answer: ShapedAnswer) -> set[str]:
    """Every place of an answer that can be compared."""
    return {"status", "reason", *(f"header {name}" for name in answer.headers), *_places("body", answer.body)}


def _places(place: str, node: Node) -> Iterator[str]:
    yield place
    for name in node.order:
        yield from _places(f"{place}.{name}", node.members[name])
    if node.items is not None:
        yield from _places(f"{place}[]", node.items)

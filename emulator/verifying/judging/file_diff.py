"""Comparing a file of shapes with the emulator: with its own answers to the same requests, or with the contract where it has no answer."""

from collections.abc import Iterable, Iterator

from emulator.contract.model import Contract, Operation, Schema
from emulator.light.records import dataclass
from emulator.verifying.judging.comparing import differences
from emulator.verifying.judging.report import Report, untouched
from emulator.verifying.judging.verdict import Finding, judge, places_of
from emulator.verifying.shapes.answer import ShapedAnswer
from emulator.verifying.shapes.asked import BODY, QUERY, known_query
from emulator.verifying.shapes.node import Node
from emulator.verifying.shapes.shape_file import ShapeFile, Shapes

NOT_THERE = (404, 405, 501)
"""Statuses with which a vendor says that an operation does not exist."""


@dataclass(frozen=True, slots=True)
class Refused:
    """A request that the vendor served and the emulator refused, perhaps only because its values are made up."""

    operation: str
    status: int


def file_diff(contract: Contract, file: ShapeFile, own: Shapes, refused: Iterable[Refused], *, lacks: bool) -> Report:
    """The report: differing answers, and called operations that are not served, the most often called first. `lacks` is that of `judge`."""
    findings = [_refusal(each) for each in refused]
    agreed, seen, unserved = 0, set(), []
    notes = []
    for answer in file.shapes.answers.values():
        operation = contract.operations.get(answer.operation)
        if operation is None:
            notes.append(f"the contract of this version has no {answer.operation}")
            continue
        seen.add(operation.id)
        if operation.unserved:
            unserved.append(f"{operation.method} {operation.path} ({operation.unserved})")
            continue
        if answer.sent is not None and answer.status < 400:
            unserved += _parts(contract, operation, answer.sent)
        wrong = {finding.place for finding in _found(contract, answer, own, findings, lacks)}
        agreed += len(places_of(answer) - wrong)
    return Report(
        file.vendor,
        tuple(findings),
        agreed,
        untouched(contract, seen),
        len(contract.operations),
        (*dict.fromkeys(unserved), *_unknown(file.shapes)),
        tuple(notes),
    )


def _found(
    contract: Contract, answer: ShapedAnswer, own: Shapes, findings: list[Finding], lacks: bool
) -> Iterator[Finding]:
    operation = contract.operations[answer.operation]
    mine = own.answers.get(answer.key)
    found = differences(answer, mine, exact=False) if mine is not None else ()
    for each, verdict, why in judge(contract, operation, answer, found, {}, lacks=lacks):
        finding = Finding("", 0, operation.id, each.place, each.aspect, verdict, each.vendor, each.emulator, why)
        findings.append(finding)
        yield finding


def _refusal(refused: Refused) -> Finding:
    why = f"asked here with made-up values it answers {refused.status}, so it was held against the contract alone"
    return Finding("", 0, refused.operation, "", "", "not tried", "", "", why)


def _parts(contract: Contract, operation: Operation, sent: Node) -> Iterator[str]:
    """Query parameters and members that the vendor accepted and the contract does not have."""
    known = {each.name for each in known_query(contract, operation)}
    where = f"{operation.method} {operation.path}"
    for name in sent.members.get(QUERY, Node()).order:
        if name not in known:
            yield f"{where}, query parameter {name} (the contract does not have it)"
    request, body = operation.request, sent.members.get(BODY)
    if request is not None and request.schema is not None and body is not None:
        for place in _members(contract, contract.schemas[request.schema], "body", body):
            yield f"{where}, {place} (the contract does not have it)"


def _members(contract: Contract, schema: Schema, place: str, node: Node) -> Iterator[str]:
    if node.items is not None:
        yield from _members(contract, schema, f"{place}[]", node.items)
    fields = {each.name: each for each in schema.fields}
    for name in node.order:
        below = f"{place}.{name}"
        if name not in fields:
            yield below
        elif (inner := fields[name].schema) is not None:
            yield from _members(contract, contract.schemas[inner], below, node.members[name])


def _unknown(shapes: Shapes) -> Iterator[str]:
    """Calls of operations that the contract does not have and the vendor has, even if it refused the call."""
    wanted = [(count, *key) for key, count in shapes.unknown.items() if key[2] not in NOT_THERE]
    for count, method, path, status in sorted(wanted, key=lambda each: (-each[0], each[1:])):
        answered = f", answered {status}" if status >= 400 else ""
        yield f"{method} {path} (called {count} times{answered}; the contract does not have it)"

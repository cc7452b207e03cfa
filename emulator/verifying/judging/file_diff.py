"""Holding a file of shapes against the emulator: its own answers where a scenario has them, else the contract."""

from collections.abc import Iterator

from emulator.contract.model import Contract
from emulator.verifying.judging.comparing import differences
from emulator.verifying.judging.report import Report, untouched
from emulator.verifying.judging.verdict import Finding, judge, places_of
from emulator.verifying.shapes.answer import ShapedAnswer
from emulator.verifying.shapes.shape_file import ShapeFile, Shapes


def file_diff(contract: Contract, file: ShapeFile, own: Shapes) -> Report:
    """What the vendor's answers have otherwise, and what is asked for and not served, the most wanted first."""
    findings: list[Finding] = []
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
        wrong = {finding.place for finding in _found(contract, answer, own, findings)}
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


def _found(contract: Contract, answer: ShapedAnswer, own: Shapes, findings: list[Finding]) -> Iterator[Finding]:
    operation = contract.operations[answer.operation]
    mine = own.answers.get(answer.key)
    found = differences(answer, mine, exact=False) if mine is not None else ()
    for each, verdict, why in judge(contract, operation, answer, found, {}):
        finding = Finding("", 0, operation.id, each.place, each.aspect, verdict, each.vendor, each.emulator, why)
        findings.append(finding)
        yield finding


def _unknown(shapes: Shapes) -> Iterator[str]:
    """What the vendor answered well and no contract here knows."""
    wanted = [(count, method, path) for (method, path, status), count in shapes.unknown.items() if status < 400]
    for count, method, path in sorted(wanted, key=lambda each: (-each[0], each[1:])):
        yield f"{method} {path} (called {count} times; the contract does not have it)"

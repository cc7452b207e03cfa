"""The parts of operations that a file of shapes verifies: those whose answers agree with the contract."""

from datetime import date

from emulator.contract.model import Contract, Operation, Part
from emulator.verifying.errors import CannotVerifyError
from emulator.verifying.judging.by_contract import problems
from emulator.verifying.shapes.answer import ShapedAnswer
from emulator.verifying.shapes.shape_file import ShapeFile


def verified_parts(contract: Contract, file: ShapeFile) -> dict[str, set[Part]]:
    """The verified parts by operation: `response` if every success agrees, `errors` if every refusal does. Raises `CannotVerifyError` if
    the file's date is invalid."""
    try:
        date.fromisoformat(file.day)
    except ValueError:
        raise CannotVerifyError(f"{file.day!r} is not a date") from None
    good: dict[str, set[Part]] = {}
    bad: dict[str, set[Part]] = {}
    for answer in file.shapes.answers.values():
        operation = contract.operations.get(answer.operation)
        if operation is None or _says_nothing(operation, answer):
            continue
        part: Part = "errors" if answer.status >= 400 else "response"
        where = bad if any(problems(contract, operation, answer)) else good
        where.setdefault(operation.id, set()).add(part)
    return {name: left for name, parts in good.items() if (left := parts - bad.get(name, set()))}


def _says_nothing(operation: Operation, answer: ShapedAnswer) -> bool:
    """True for answers that prove nothing: an empty list agrees with everything, and a failure of the server is not of this operation."""
    if answer.status >= 500:
        return True
    is_list = operation.response.list and answer.status < 400
    return is_list and (answer.body.items is None or not answer.body.items.count)

"""No test takes a status for a refusal: the same answer is looked at once more, for its words, its form or what it names."""

import ast
from collections.abc import Iterator

from tests.house.source import files, functions, name_of

STATUS = ("status_code", "status", "is_success", "reason_phrase")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def refusals(function: Function) -> Iterator[tuple[ast.expr, ast.Compare]]:
    """(the answer, the comparison) for each 4xx or 5xx that a function asserts."""
    for assertion in ast.walk(function):
        if isinstance(assertion, ast.Assert):
            for comparison in ast.walk(assertion.test):
                if isinstance(comparison, ast.Compare) and is_of_a_refusal(comparison):
                    for part in ast.walk(comparison):
                        if isinstance(part, ast.Attribute) and part.attr == "status_code":
                            yield part.value, comparison


def is_of_a_refusal(comparison: ast.Compare) -> bool:
    """It is with a number that is the status of a refusal."""
    numbers = [part.value for part in ast.walk(comparison) if isinstance(part, ast.Constant)]
    refused = any(type(number) is int and 400 <= number < 600 for number in numbers)
    return refused and isinstance(comparison.ops[0], ast.Eq | ast.In)


def looks(function: Function, name: str) -> list[int]:
    """The lines that look at more than the status of what has this name. The words behind an assertion are none of them."""
    words = {
        id(part)
        for assertion in ast.walk(function)
        if isinstance(assertion, ast.Assert) and assertion.msg is not None
        for part in ast.walk(assertion.msg)
    }
    statuses = {
        id(part.value) for part in ast.walk(function) if isinstance(part, ast.Attribute) and part.attr in STATUS
    }
    return [part.lineno for part in loads(function, name) if id(part) not in words | statuses]


def loads(function: Function, name: str) -> list[ast.Name]:
    return [part for part in names(function, name) if isinstance(part.ctx, ast.Load)]


def names(function: Function, name: str) -> list[ast.Name]:
    return [part for part in ast.walk(function) if isinstance(part, ast.Name) and part.id == name]


def is_looked_at(function: Function, answer: ast.expr, at: ast.Compare) -> bool:
    """Somewhere between the assignment of the answer before the comparison and the next one. An answer to HEAD has nothing else."""
    if any(isinstance(part, ast.Constant) and part.value == "HEAD" for part in ast.walk(answer)):
        return True
    if not isinstance(answer, ast.Name):
        return False
    if any(isinstance(part, ast.comprehension) for part in ast.walk(at)):
        return bool(looks(function, answer.id))
    end = at.end_lineno or at.lineno
    given = [part.lineno for part in names(function, answer.id) if isinstance(part.ctx, ast.Store)]
    first = max((line for line in given if line <= end), default=0)
    last = min((line for line in given if line > end), default=1_000_000)
    return any(first <= line < last for line in looks(function, answer.id))


def bare(function: Function) -> list[int]:
    """The lines where the status is all that is asked."""
    return [at.lineno for answer, at in refusals(function) if not is_looked_at(function, answer, at)]


def test_a_refusal_is_known_by_more_than_its_status() -> None:
    found = [f"{name_of(path)}:{line}" for path in files("tests") for one in functions(path) for line in bare(one)]
    assert not found, f"use a helper like tests/vendors/litmos/calling.py refusal():\n{chr(10).join(found)}"


def test_the_rule_sees_what_it_forbids() -> None:
    forbidden = """
        assert call().status_code == 404
        answer = call()
        assert answer.status_code == 400, answer.text
        answer = call()
        assert answer.text
        assert other.status_code == (403 if new else 200)
        assert [call().status_code for _ in "12"] == [200, 429]
        assert call().status_code in (400, 404)
    """
    allowed = """
        assert refusal(call(), 404) == "there is no such course"
        answer = call()
        assert (answer.status_code, answer.text) == (400, "no")
        answer = call()
        assert answer.status_code == 403
        assert answer.json() == {}
        assert call().status_code == 200
        assert call("HEAD").status_code == 404
        if call().status_code == 404:
            begin()
    """
    assert [len(bare(function_of(body))) for body in (forbidden, allowed)] == [5, 0]


def function_of(body: str) -> Function:
    lines = "\n".join(line[4:] for line in body.splitlines())
    (function,) = ast.parse(f"def test() -> None:\n{lines}").body
    assert isinstance(function, ast.FunctionDef)
    return function

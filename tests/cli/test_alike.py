"""What the control API changes in a sandbox, a command changes too, and where it can be told how, the command can."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import emulator.cli
from tests.world import World

CLI = Path(emulator.cli.__file__).parent
STEPS_OF_PLAYING = re.compile(r"POST attempts(/\{\})?(/\w+)?$")
"""`play` does a whole run, and waives and makes links by ids in the query."""


def test_every_change_of_the_control_api_has_a_command(world: World) -> None:
    asked = {f"{method} {path}" for _, method, path in _asked()}
    lacking = {
        operation for operation in _operations(world) if not operation.startswith("GET") and operation not in asked
    }
    assert {each for each in lacking if not STEPS_OF_PLAYING.match(each)} == set()
    assert {"POST attempts/play", "POST attempts/waive", "POST attempts/link"} <= asked


def test_a_command_takes_what_its_operation_takes(world: World) -> None:
    """Parameters and members are looked for by their names in the module that asks, and where it has its options from."""
    operations = _operations(world)
    shared = _names_in(CLI / "entry_filters.py")
    known: dict[str, set[str]] = {}
    for file, method, path in _asked():
        for operation in operations:
            if operation == f"{method} {path}" or (path == "{}/wait" and operation.endswith("/wait")):
                own = _names_in(file)
                known.setdefault(operation, set()).update(own | (shared if "ENTRY_FILTERS" in own else set()))
    lacking = {operation: operations[operation] - names for operation, names in known.items()}
    assert {each: names for each, names in lacking.items() if names and "attempts" not in each} == {}


def _asked() -> Iterator[tuple[Path, str, str]]:
    for file in CLI.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "ask":
                method, path = node.args[:2]
                for each in (path.body, path.orelse) if isinstance(path, ast.IfExp) else (path,):
                    yield file, _text(method), _text(each)


def _text(node: ast.expr) -> str:
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts)


def _names_in(file: Path) -> set[str]:
    """What a module names: parameters, imports, and texts."""
    found = [
        getattr(node, member, None)
        for node in ast.walk(ast.parse(file.read_text()))
        for member in ("arg", "name", "id", "value")
    ]
    return {each for each in found if isinstance(each, str)}


def _operations(world: World) -> dict[str, set[str]]:
    """The operations, each with the names of its parameters and of the members of its body."""
    document: Any = world.client.get(f"{world.root}/_emulator/openapi/control.json").json()
    return {
        f"{method.upper()} {re.sub(r'{.*?}', '{}', path.removeprefix('/_emulator/'))}": _names(document, operation)
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
    }


def _names(document: Any, operation: Any) -> set[str]:
    query = {each["name"] for each in operation.get("parameters", ()) if each["in"] == "query"}
    body = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    kind = body.get("$ref", "").rpartition("/")[2]
    return query | set(document["components"]["schemas"].get(kind, {}).get("properties", ()))


def _waits(operation: str, asked: str) -> bool:
    return asked == "GET {}/wait" and re.fullmatch(r"GET \w+/wait", operation) is not None

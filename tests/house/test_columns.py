"""A misspelt column of a table, or parameter of a statement, fails here and not only when a rule runs.

mypy checks the names in rows by the `Row` of an area (test_rows.py); this looks at what goes to which table.
"""

import ast
import importlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import BindParameter
from sqlalchemy.sql import visitors

from emulator.store.statement import Statement
from emulator.store.tables import Table
from tests.house.source import PROGRAM, module_of, name_of, tree

WRITES = {"insert": (1,), "insert_all": (1,), "update": (1, 2)}
BY_KEY = ("get", "delete")
RUNS = ("all", "one", "value", "run")


@dataclass
class Scope:
    """A function, or a module: what its names are assigned, and what its functions return, is read from the text."""

    module: ast.Module
    function: ast.AST

    def keys(self, value: ast.AST, seen: frozenset[str] = frozenset()) -> Iterator[str]:
        """The keys that a dict has by the text. What comes from elsewhere has none."""
        match value:
            case ast.Dict():
                for key, member in zip(value.keys, value.values, strict=True):
                    if key is None:
                        yield from self.keys(member, seen)
                    elif isinstance(key, ast.Constant):
                        yield str(key.value)
            case ast.IfExp():
                yield from self.keys(value.body, seen)
                yield from self.keys(value.orelse, seen)
            case ast.BinOp(op=ast.BitOr()):
                yield from self.keys(value.left, seen)
                yield from self.keys(value.right, seen)
            case ast.ListComp():
                yield from self.keys(value.elt, seen)
            case ast.Name(id=name) if name not in seen:
                yield from self._keys_of_name(name, seen | {name})
            case ast.Call(func=ast.Name(id=name)) if name not in seen:
                yield from self._returned(name, seen | {name})
            case ast.Call(func=ast.Attribute(attr="key")):
                yield from (each.arg for each in value.keywords if each.arg)

    def _keys_of_name(self, name: str, seen: frozenset[str]) -> Iterator[str]:
        for node in ast.walk(self.function):
            match node:
                case ast.Assign(targets=[ast.Name(id=found)]) if found == name:
                    yield from self.keys(node.value, seen)
                case ast.AnnAssign(target=ast.Name(id=found)) | ast.AugAssign(target=ast.Name(id=found)) if (
                    found == name
                ):
                    yield from self.keys(node.value, seen) if node.value is not None else ()
                case ast.Assign(targets=[ast.Subscript(value=ast.Name(id=found), slice=ast.Constant(value=key))]) if (
                    found == name
                ):
                    yield str(key)

    def _returned(self, name: str, seen: frozenset[str]) -> Iterator[str]:
        for function in self.module.body:
            if isinstance(function, ast.FunctionDef) and function.name == name:
                for node in ast.walk(function):
                    if isinstance(node, ast.Return) and node.value is not None:
                        yield from Scope(self.module, function).keys(node.value, seen)


def test_no_column_of_a_table_is_misspelt() -> None:
    unknown = []
    for path, module, scope, call in _calls((*WRITES, *BY_KEY)):
        table = _named(module, call.args[0]) if call.args else None
        if not (isinstance(table, type) and issubclass(table, Table)):
            continue
        method = call.func.attr  # type: ignore[attr-defined]
        given = [call.args[at] for at in WRITES.get(method, ()) if at < len(call.args)]
        names = {key for value in given for key in scope.keys(value)} | {each.arg for each in call.keywords if each.arg}
        names |= {key for each in call.keywords if each.arg is None for key in scope.keys(each.value)}
        columns = {column.name for column in table.__table__.columns}
        unknown += [f"{name_of(path)}:{call.lineno} {table.__name__} has no {name}" for name in sorted(names - columns)]
    assert not unknown


def test_no_parameter_of_a_statement_is_misspelt_or_left_out() -> None:
    wrong = []
    for path, module, scope, call in _calls(RUNS):
        statement = _named(module, call.args[0]) if call.args else None
        if not isinstance(statement, Statement):
            continue
        wanted = _parameters(statement.core)
        given = {each.arg for each in call.keywords if each.arg}
        spread = [each.value for each in call.keywords if each.arg is None]
        given |= {key for value in spread for key in scope.keys(value)}
        left_out = set() if spread else wanted - given - {"sandbox"}
        names = sorted((given - wanted) | left_out)
        wrong += [f"{name_of(path)}:{call.lineno} {ast.unparse(call.args[0])}: {name}" for name in names]
    assert not wrong


def _calls(methods: tuple[str, ...]) -> Iterator[tuple[Path, ModuleType, Scope, ast.Call]]:
    for path in sorted(PROGRAM.rglob("*.py")):
        if "work." not in path.read_text("utf-8"):
            continue
        module = importlib.import_module(module_of(path))
        for function in ast.walk(tree(path)):
            if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
                for node in ast.walk(function):
                    if (
                        isinstance(node, ast.Call)
                        and isinstance(node.func, ast.Attribute)
                        and node.func.attr in methods
                    ):
                        yield path, module, Scope(tree(path), function), node


def _named(module: ModuleType, node: ast.AST) -> Any:
    return getattr(module, node.id, None) if isinstance(node, ast.Name) else None


def _parameters(core: Any) -> set[str]:
    return {each.key for each in visitors.iterate(core) if isinstance(each, BindParameter) and each.required}

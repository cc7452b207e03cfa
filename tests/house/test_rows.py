"""A misspelt key of a row fails in `scripts/check`: rows have types that list every key (`rows.pyi` beside the tables).

mypy reads this file too, and it complains of a `type: ignore` that is not needed.
"""

import ast
from typing import Any

from emulator.sandbox.world import World
from emulator.store.rows import Row as CommonRow
from emulator.vendors.litmos.rows import Row, Statement
from emulator.vendors.litmos.tables import LitmosUser
from tests.house.source import PROGRAM, name_of, tree


def misspelt_key(row: Row, common: CommonRow) -> Any:
    return row["user_nmae"], common["packge_id"]  # type: ignore[typeddict-item]


def misspelt_key_of_what_was_read(world: World, users: Statement) -> Any:
    user = world.work.get(LitmosUser, id="1")
    assert user is not None
    for other in world.work.all(users):
        print(other["frist_name"])  # type: ignore[typeddict-item]
    return user["frist_name"]  # type: ignore[typeddict-item]


def misspelt_key_of_what_is_made(row: Row) -> Row:
    return {**row, "frist_name": "Jo"}  # type: ignore[typeddict-unknown-key]


def test_every_table_and_statement_is_of_a_type_of_rows() -> None:
    untyped = []
    for path in sorted(PROGRAM.rglob("*.py")):
        if path.name == "rows.py" or path.is_relative_to(PROGRAM / "store"):
            continue
        plain = {
            name.name
            for node in ast.walk(tree(path))
            if isinstance(node, ast.ImportFrom) and node.module in ("emulator.store.tables", "emulator.store.statement")
            for name in node.names
        }
        for node in ast.walk(tree(path)):
            made = node.bases if isinstance(node, ast.ClassDef) else [node.func] if isinstance(node, ast.Call) else []
            untyped += [
                f"{name_of(path)}:{each.lineno} {each.id}"
                for each in made
                if isinstance(each, ast.Name) and each.id in plain & {"Table", "Statement"}
            ]
    assert not untyped, "take Table and Statement from the rows.py beside the tables"

"""Rows of Toy: at run time plain dicts. For mypy, `rows.pyi` lists every key that there is, so a misspelt key fails.

`scripts/row-types FOLDER` writes that file, with the folder of this package.
"""

from typing import Any

from emulator.store import statement, tables

Row = dict[str, Any]
Statement = statement.Statement
Table = tables.Table

MORE_KEYS: tuple[str, ...] = ()
"""Keys that rules add to rows, besides columns, labels of selects and members of the contract."""

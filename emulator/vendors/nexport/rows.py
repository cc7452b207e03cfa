"""Row types of NexPort. At run time rows are plain dicts; for mypy, `rows.pyi` lists every key, so that a misspelt key is an error.
`scripts/generate` writes that file."""

from typing import Any

from emulator.store import statement, tables

Row = dict[str, Any]
Statement = statement.Statement
Table = tables.Table

MORE_KEYS: tuple[str, ...] = ()
"""Keys that rules add to rows, besides columns, labels of selects and members of the contract."""

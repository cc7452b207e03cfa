# Written by scripts/generate: every key that a row can have.
from typing import Any

from emulator.store import statement, tables
from emulator.store.rows import Row as CommonRow

MORE_KEYS: tuple[str, ...]

class Row(CommonRow, total=False):
    changed: Any
    error: Any
    id: Any
    key: Any
    note_id: Any
    sandbox: Any
    text: Any
    title: Any

Statement = statement.Statement[Row]
Table = tables.Table[Row]

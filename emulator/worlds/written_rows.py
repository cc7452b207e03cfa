"""The rows that a call wrote, in the words of whose tables they are."""

from collections.abc import Sequence
from typing import Any

from emulator.hiding.in_form import HIDDEN
from emulator.store.tables import METADATA
from emulator.store.written import Written, WrittenRow, in_the_end, key_columns
from emulator.worlds.copying import KEEPING
from emulator.worlds.nouns import INDEXES, Nouns

NOT_SHOWN = frozenset((*KEEPING, *INDEXES))


def written_rows(nouns: Nouns, written: Sequence[Written]) -> tuple[list[dict[str, Any]], int]:
    """The rows that were created, changed and deleted, and how many there were besides."""
    writes = [write for write in written if write[1] not in NOT_SHOWN]
    columns = {table: key_columns(METADATA.tables[table]) for _, table, _, _ in writes}
    rows, more = in_the_end(writes, columns)
    return [_row(nouns, row) for row in rows], more


def _row(nouns: Nouns, row: WrittenRow) -> dict[str, Any]:
    vendor, noun = nouns.of(row.table)
    key = row.key
    if any(map(nouns.hides, key)):
        key = {name: HIDDEN if nouns.hides(name) else value for name, value in key.items()}
    return {"change": row.change, "vendor": vendor, "noun": noun, "id": key}

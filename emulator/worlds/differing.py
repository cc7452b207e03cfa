"""What has changed in a sandbox between two moments: what was created, changed and deleted, in the words of whose tables they are."""

import asyncio
from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy.dialects import sqlite

from emulator.hiding.hiding import Hiding
from emulator.hiding.in_form import HIDDEN
from emulator.hiding.names import holds_value
from emulator.store.database import Database
from emulator.store.differing import Record, RowDifference, differences
from emulator.store.tables import METADATA, Described
from emulator.worlds.attempt_owners import attempt_of, owners
from emulator.worlds.copying import KEEPING
from emulator.worlds.nouns import INDEXES, Nouns

LONGEST = 500  # characters that are shown of a text
LABELS = ("title", "name", "user_name", "login", "subject")
"""The columns by which a person recognises a row: the first of them that the table has."""

_DIALECT = sqlite.dialect()


class Differing:
    """Compares sandboxes and snapshots of one database. `secrets` are names of secrets that vendors have besides the usual ones."""

    def __init__(self, database: Database, nouns: Nouns, secrets: Iterable[str]) -> None:
        self._database = database
        self._nouns, self._hiding = nouns, Hiding(secrets)

    async def changes(self, before: str, after: str, most: int) -> tuple[list[dict[str, Any]], bool]:
        """The changes between the rows of two names, at most so many, and whether there are more."""
        shown = [name for name in self._database.tables() if name not in (*KEEPING, *INDEXES)]
        tables = {name: self._database.columns(name) for name in shown}
        await self._database.durable()

        def compare() -> list[dict[str, Any]]:
            rows = list(islice(differences(self._database, tables, before, after), most + 1))
            attempts = [attempt for row in rows if (attempt := attempt_of(row)) is not None]
            of = owners(self._database, self._nouns.vendor, (before, after), attempts) if attempts else {}
            return [self._change(row, of.get(attempt_of(row) or "")) for row in rows]

        found = await asyncio.to_thread(compare)
        return found[:most], len(found) > most

    def _change(self, found: RowDifference, owner: str | None) -> dict[str, Any]:
        vendor, noun = self._nouns.of(found.table)
        row: Record = found.after or found.before or {}
        kind = "created" if found.before is None else "deleted" if found.after is None else "changed"
        shown = self._row(found, row)
        return {
            "vendor": vendor or owner,
            "noun": noun,
            "change": kind,
            "id": {each.name: shown[each.name] for each in found.columns if each.is_key},
            "label": next((str(shown[name]) for name in LABELS if shown.get(name)), None),
            "members": self._members(found) if kind == "changed" else {},
        }

    def _members(self, found: RowDifference) -> dict[str, dict[str, Any]]:
        before, after = found.before or {}, found.after or {}
        was, now = self._row(found, before), self._row(found, after)
        changed = [name for name in before if before[name] != after[name]]
        return {name: {"before": was[name], "after": now[name]} for name in changed}

    def _row(self, found: RowDifference, row: Record) -> Record:
        """A row as it is shown. If one of its values names a secret, the secret stands beside it."""
        secret = any(isinstance(value, str) and self._nouns.names.names_secret(value) for value in row.values())
        return {
            each.name: HIDDEN if secret and holds_value(each.name) else self._shown(found.table, each, row[each.name])
            for each in found.columns
        }

    def _shown(self, table: str, column: Described, value: Any) -> Any:
        """A value as JSON has it: never a secret, and not all of a long text."""
        if value is None:
            return None
        if self._nouns.hides(column.name):
            return HIDDEN
        if isinstance(value, bytes):
            return f"{len(value)} bytes"
        if isinstance(value, str):
            text = self._hiding.body(value)
            return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
        known = METADATA.tables.get(table)  # not there before the vendor is loaded
        reading = (
            None if known is None else known.c[column.name].type.dialect_impl(_DIALECT).result_processor(_DIALECT, None)
        )
        read = reading(value) if reading else value
        return read.isoformat().replace("+00:00", "Z") if isinstance(read, datetime) else read

"""How large sandboxes are: rows, and bytes of files. It takes a while, and holds nobody up."""

import asyncio
from collections import Counter

from emulator.light.records import dataclass
from emulator.store.database import Database
from emulator.store.files import Files
from emulator.store.whole.counting import rows_by_sandbox


@dataclass(frozen=True, slots=True)
class Size:
    """Rows, and bytes of files; one that sandboxes share counts in each."""

    rows: int
    file_bytes: int


async def sizes(database: Database, files: Files, names: list[str]) -> dict[str, Size]:
    """The sizes of sandboxes by name."""
    rows: Counter[str] = Counter()
    for counted in rows_by_sandbox(database):
        rows.update(dict(counted))
        await asyncio.sleep(0)
    stored = await asyncio.to_thread(files.store.bytes_of, names)
    return {name: Size(rows[name], stored[name]) for name in names}

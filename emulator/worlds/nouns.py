"""Tables and columns in words: whose a table is, what its rows are called, and which columns nobody is shown."""

import re
from collections.abc import Iterable
from functools import lru_cache

from emulator.hiding.names import NAMES, Names
from emulator.store.tables import METADATA

LETS_IN = re.compile(r"(key|token|pem|digest|nonce)s?$")
"""The end of columns that let somebody in, or are made of what does, besides those with the name of a secret."""


INDEXES = ("xapi_reference",)
"""Tables whose rows say only how others are found: nobody made them."""


class Nouns:
    """The words of these vendors. `secrets` are names of secrets that they have besides the usual ones."""

    def __init__(self, vendors: Iterable[str], secrets: Iterable[str]) -> None:
        self._vendors = frozenset(vendors)
        self.names = Names((*NAMES, *secrets))
        self._known: dict[str, tuple[str | None, str]] = {}
        self.hides = lru_cache(1024)(self._hides)

    def of(self, table: str) -> tuple[str | None, str]:
        """Whose table it is, None for one that vendors share, and what its rows are: what the table says, or its name."""
        found = self._known.get(table)
        if found is None:
            vendor, known = self.vendor(table), METADATA.tables.get(table)
            noun: str | None = None if known is None else known.info.get("noun")
            found = vendor, noun or table.removeprefix(f"{vendor}_").replace("_", " ")
            if known is not None:  # else its vendor is not imported yet
                self._known[table] = found
        return found

    def vendor(self, table: str) -> str | None:
        """Whose table it is; None for one that vendors share."""
        vendor = table.partition("_")[0]
        return vendor if vendor in self._vendors else None

    def _hides(self, column: str) -> bool:
        """True if the column's values are never shown."""
        return self.names.secret(column) or LETS_IN.search(column) is not None

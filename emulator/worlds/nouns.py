"""Tables and columns in words: whose a table is, what its rows are called, and which columns nobody is shown."""

import re
from collections.abc import Iterable

from emulator.hiding.names import NAMES, Names
from emulator.store.tables import METADATA

LETS_IN = re.compile(r"(key|token|pem|digest|nonce)s?$")
"""The end of columns that let somebody in, or are made of what does, besides those with the name of a secret."""


class Nouns:
    """The words of these vendors. `secrets` are names of secrets that they have besides the usual ones."""

    def __init__(self, vendors: Iterable[str], secrets: Iterable[str]) -> None:
        self._vendors = frozenset(vendors)
        self.names = Names((*NAMES, *secrets))

    def of(self, table: str) -> tuple[str | None, str]:
        """Whose table it is, None for one that vendors share, and what its rows are: what the table says, or its name."""
        vendor, _, rest = table.partition("_")
        known = METADATA.tables.get(table)
        noun: str | None = None if known is None else known.info.get("noun")
        if vendor in self._vendors:
            return vendor, noun or rest.replace("_", " ")
        return None, noun or table.replace("_", " ")

    def hides(self, column: str) -> bool:
        """True if the column's values are never shown."""
        return self.names.secret(column) or LETS_IN.search(column) is not None

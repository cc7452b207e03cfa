"""The emulator's own addresses in rows: where they lead into a sandbox, those of a copy lead into the copy.

A postback that goes to a sandbox of this emulator is one, and so is a link in a mail: without this, work in the copy would reach
its original.
"""

import re
from collections.abc import Callable

from emulator.lrs.tables import XapiActivity, XapiStatement
from emulator.sandbox.sandboxes import DEFAULT
from emulator.store.unit_of_work import UnitOfWork

AS_STORED = (XapiStatement.__tablename__, XapiActivity.__tablename__)
"""Statements never change, and what looks like an address in them names something."""

_URL = re.compile(r"""https?://[^\s"'<>\\]+""")

IsOwn = Callable[[str], bool]
"""True for a URL that leads to this emulator."""


class Addresses:
    """Moves addresses from one sandbox to another. Those of the default one have no `/~NAME`."""

    def __init__(self, is_own: IsOwn) -> None:
        self._is_own = is_own

    def move(self, work: UnitOfWork, source: str) -> None:
        """Let the addresses in the rows of this sandbox, which were copied from another one, lead here."""
        having = "://" if source == DEFAULT else f"/~{source}"
        work.change_texts(having, lambda text: self.moved(text, source, work.sandbox), AS_STORED)

    def moved(self, text: str, source: str, target: str) -> str:
        """A text with its addresses moved."""
        prefix = "" if target == DEFAULT else f"/~{target}"
        return _URL.sub(lambda found: self._moved(found[0], source, prefix), text)

    def marked(self, text: str, source: str, mark: str) -> str:
        """A text with a mark in place of the address of the sandbox, before the path."""
        return _URL.sub(lambda found: self._moved(found[0], source, "", mark), text)

    def _moved(self, url: str, source: str, prefix: str, mark: str | None = None) -> str:
        start, path = _split(url)
        named = f"/~{source}"
        if path == named or path.startswith((f"{named}/", f"{named}?")):
            rest = path.removeprefix(named)
        elif source == DEFAULT and not path.startswith("/~"):
            rest = path
        else:
            return url
        return f"{start if mark is None else mark}{prefix}{rest}" if self._is_own(url) else url


def _split(url: str) -> tuple[str, str]:
    """Scheme and host, and what follows."""
    at = len(url) if (slash := url.find("/", url.index("://") + 3)) < 0 else slash
    return url[:at], url[at:]

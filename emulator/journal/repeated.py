"""Values that entries of all journals have in common are kept once: a test suite sends the same headers with each call, and reads the same
answers again and again.
"""

from typing import TypeVar

Value = TypeVar("Value", bytes, str)

MOST = 1024
MOST_BYTES = 512 * 1024


class Repeated:
    """The newest values, in two halves. When the newer half is full, the older one is forgotten, while entries keep what they have. So it
    holds at most twice the limits, and finding a value costs one look into a dictionary. May be used in any thread."""

    def __init__(self) -> None:
        self._newer: dict[bytes | str, bytes | str] = {}
        self._older: dict[bytes | str, bytes | str] = {}
        self._bytes = 0

    def one(self, value: Value) -> Value:
        """An equal value that was kept before, or else a copy of this one: what orjson returns holds 4 kB of memory, however short it
        is."""
        return self._newer.get(value) or self._keep(value)  # type: ignore[return-value]

    def _keep(self, value: Value) -> Value:
        if not value:
            return value
        found = self._older.get(value)
        if found is None:
            found = value if isinstance(value, str) else bytes(memoryview(value))
        self._newer[found] = found
        self._bytes += len(found)
        if len(self._newer) >= MOST or self._bytes > MOST_BYTES:
            self._older, self._newer, self._bytes = self._newer, {}, 0
        return found  # type: ignore[return-value]

"""The browsers that somebody logged in with."""

from hashlib import sha256

from emulator.sandbox.clock import stopwatch
from emulator.sandbox.ids import Ids

LASTS = 12 * 3600.0  # seconds of the machine's time since it was used last
MOST = 1000


class Sessions:
    """Each is known by a text that nobody can foresee. They are in memory, so a restart ends them all."""

    def __init__(self) -> None:
        self._used: dict[bytes, float] = {}

    def open(self) -> str:
        """A new one; gives its text. With too many the one that was not used for longest ends."""
        text = Ids().secret()
        self._used[_key(text)] = stopwatch()
        while len(self._used) > MOST:
            del self._used[min(self._used, key=self._used.__getitem__)]
        return text

    def has(self, text: str) -> bool:
        """True if it is open; that counts as a use."""
        key, now = _key(text), stopwatch()
        if now - self._used.get(key, -LASTS) > LASTS:
            self._used.pop(key, None)
            return False
        self._used[key] = now
        return True

    def end(self, text: str) -> None:
        """End one, if it is open."""
        self._used.pop(_key(text), None)


def _key(text: str) -> bytes:
    return sha256(text.encode()).digest()

"""Login sessions of browsers."""

from hashlib import sha256

from emulator.sandbox.clock import stopwatch
from emulator.sandbox.ids import Ids

LASTS = 12 * 3600.0  # seconds of the machine's time since the last use
MOST = 1000


class Sessions:
    """Login sessions, each identified by an unpredictable text. They are in memory, so a restart ends them all."""

    def __init__(self) -> None:
        self._used: dict[bytes, float] = {}

    def open(self) -> str:
        """Open a session; returns its text. If there are too many, the least recently used one is closed."""
        text = Ids().secret()
        self._used[key_of(text)] = stopwatch()
        while len(self._used) > MOST:
            del self._used[min(self._used, key=self._used.__getitem__)]
        return text

    def has(self, text: str) -> bool:
        """True if the session is open; this counts as a use."""
        key, now = key_of(text), stopwatch()
        if now - self._used.get(key, -LASTS) > LASTS:
            self._used.pop(key, None)
            return False
        self._used[key] = now
        return True

    def end(self, text: str) -> None:
        """End a session, if it is open."""
        self._used.pop(key_of(text), None)


def key_of(text: str) -> bytes:
    """The hash under which a session's text is stored."""
    return sha256(text.encode()).digest()

"""Rate limits: how often a key was used within a rolling window of the sandbox's clock."""

from collections import deque
from math import inf

from emulator.light.records import dataclass


@dataclass(frozen=True, slots=True)
class Limit:
    """A vendor's limit. `setting` is the name of the sandbox's setting with the number of uses in this many `seconds`; its value is None
    while the limit is off. `per` is the thing whose uses are counted: an API key, an application."""

    setting: str
    seconds: int
    per: str
    about: str


class RollingWindow:
    """Counts uses of keys within the last `seconds`."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._uses: dict[str, deque[float]] = {}
        self._exhausted: dict[str | None, float] = {}

    def admit(self, key: str, now: float, limit: int) -> bool:
        """Count a use at `now` (in seconds). False, and not counted, if the key was used `limit` times already or is exhausted."""
        if self._exhausted and self.is_exhausted(key, now):
            return False
        uses = self._current(key, now)
        if len(uses) >= limit:
            return False
        uses.append(now)
        return True

    def used(self, now: float) -> dict[str, int]:
        """The uses of each key, in order; without keys that were not used lately, unless they are exhausted themselves."""
        exhausted = {key for key, until in self._exhausted.items() if key is not None and now < until}
        counts = {key: len(self._current(key, now)) for key in sorted({*self._uses, *exhausted})}
        return {key: count for key, count in counts.items() if count or key in exhausted}

    def exhaust(self, key: str | None, now: float) -> None:
        """Refuse a key (or with None, every key) until the window has passed."""
        self._exhausted[key] = now + self.seconds

    def is_exhausted(self, key: str | None, now: float) -> bool:
        """True if this key, or every key, was exhausted within the window."""
        return any(now < self._exhausted.get(each, -inf) for each in (None, key))

    def lift(self, key: str | None) -> None:
        """Forget the uses and the exhaustion of a key; with None, of every key."""
        if key is None:
            self._uses.clear()
            self._exhausted.clear()
        else:
            self._uses.pop(key, None)
            self._exhausted.pop(key, None)

    def _current(self, key: str, now: float) -> deque[float]:
        uses = self._uses.get(key)
        if uses is None:
            uses = self._uses[key] = deque()
        oldest = now - self.seconds
        while uses and uses[0] <= oldest:
            uses.popleft()
        return uses


class Rates:
    """The rolling windows of a sandbox, one for each limit."""

    def __init__(self) -> None:
        self._windows: dict[str, RollingWindow] = {}

    def window(self, limit: Limit) -> RollingWindow:
        """The window of a limit."""
        found = self._windows.get(limit.setting)
        if found is None:
            found = self._windows[limit.setting] = RollingWindow(limit.seconds)
        return found

    def clear(self) -> None:
        """Forget all uses, after a reset or when the clock was set back."""
        self._windows.clear()

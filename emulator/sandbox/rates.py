"""Rate limits: how often a key was used within a rolling window of the sandbox's clock."""

from collections import deque


class RollingWindow:
    """Counts uses of keys within the last `seconds`."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._uses: dict[str, deque[float]] = {}

    def admit(self, key: str, now: float, limit: int) -> bool:
        """Count a use at `now` (seconds); False, and not counted, when the key was used `limit` times already."""
        uses = self._uses.get(key)
        if uses is None:
            uses = self._uses[key] = deque()
        oldest = now - self.seconds
        while uses and uses[0] <= oldest:
            uses.popleft()
        if len(uses) >= limit:
            return False
        uses.append(now)
        return True


class Rates:
    """The rolling windows of a sandbox, one for each vendor and length."""

    def __init__(self) -> None:
        self._windows: dict[tuple[str, float], RollingWindow] = {}

    def window(self, vendor: str, seconds: float) -> RollingWindow:
        """A vendor's window of this length."""
        found = self._windows.get((vendor, seconds))
        if found is None:
            found = self._windows[vendor, seconds] = RollingWindow(seconds)
        return found

    def clear(self) -> None:
        """Forget every use: after a reset, and when the clock was set back."""
        self._windows.clear()

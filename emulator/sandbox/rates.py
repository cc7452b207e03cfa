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

    def clear(self) -> None:
        """Forget every use: after a reset, and when the clock was set back."""
        self._uses.clear()

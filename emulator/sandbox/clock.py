"""Time. Each sandbox has a clock that runs, can be held, and can be moved; the only file that reads the machine's clock."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta


def machine_now() -> datetime:
    """The machine's time in UTC, for log lines and for clocks that were never moved."""
    return datetime.now(UTC)  # noqa: TID251


def stopwatch() -> float:
    """Seconds from an arbitrary start, for measuring how long something took."""
    return time.perf_counter()


EARLIEST, LATEST = datetime(10, 1, 1, tzinfo=UTC), datetime(9990, 1, 1, tzinfo=UTC)
"""A sandbox's time is never outside of these: what is due before or after it, and its time in every zone, are dates too."""
TOO_FAR = "a sandbox's clock goes from year 10 to the beginning of year 9990"
Position = tuple[timedelta, datetime | None, float, datetime | None]
"""The offset, the moment at which the clock is held, the scale, and since when it runs so fast."""


class ClockRangeError(ValueError):
    """A time that no sandbox's clock can have."""

    def __init__(self) -> None:
        super().__init__(TOO_FAR)


def within_range(moment: datetime) -> datetime:
    """The moment. Raises `ClockRangeError` if no sandbox's clock can have it."""
    if not EARLIEST <= moment <= LATEST:
        raise ClockRangeError
    return moment


def later(moment: datetime, seconds: float) -> datetime:
    """The moment so many seconds later, or earlier if they are below 0. Raises `ClockRangeError`."""
    try:
        return within_range(moment + timedelta(seconds=seconds))
    except OverflowError:
        raise ClockRangeError from None


class SetBacks:
    """Notices that the machine's clock was set back. Less than a second is not noticed: that is how clocks are kept right."""

    def __init__(self) -> None:
        self._before = (machine_now(), stopwatch())

    def look(self) -> timedelta:
        """How far it was set back since the last look, below 0; else 0."""
        (moment, watch), self._before = self._before, (machine_now(), stopwatch())
        jump = self._before[0] - moment - timedelta(seconds=self._before[1] - watch)
        return jump if jump < timedelta(seconds=-1) else timedelta()


class Clock:
    """The machine's clock plus an offset, faster or slower by a scale, or a clock that stands still.

    With a `scale` other than 1, `since` is the machine's time from which on the clock has run so fast.
    While the clock is being moved through the times of due jobs, `before_move` is the clock before the move; that is what is stored until
    the move is complete.
    """

    __slots__ = ("before_move", "held_at", "offset", "scale", "since")

    def __init__(
        self,
        offset: timedelta = timedelta(),
        held_at: datetime | None = None,
        scale: float = 1.0,
        since: datetime | None = None,
    ) -> None:
        self.offset = offset
        self.held_at = held_at
        self.scale = scale
        self.since = since
        self.before_move: Clock | None = None

    @property
    def held(self) -> bool:
        """True if the clock stands still until it is moved or released."""
        return self.held_at is not None

    def now(self) -> datetime:
        """The sandbox's time, in UTC. It stands still at the end of its range, where stored rows and long runs may lie beyond."""
        return max(EARLIEST, min(self._unbounded(), LATEST))

    def seconds(self) -> float:
        """The sandbox's time as seconds since 1970."""
        return self.now().timestamp()

    def readings(self) -> tuple[datetime, datetime]:
        """The times that it may be for a program outside: the sandbox's, if a test moves both, or the machine's.

        What comes from there with a time on it is fresh if one of them says so; else no signature would hold beside a clock that is held.
        """
        return self.now(), machine_now()

    def copy(self) -> "Clock":
        """A clock that shows the same, and runs on by itself."""
        return Clock(*self.position())

    def position(self) -> Position:
        """What `go_to` restores."""
        return self.offset, self.held_at, self.scale, self.since

    def go_to(self, position: Position) -> None:
        """Run, or stand, as it did when this was its position."""
        self.offset, self.held_at, self.scale, self.since = position

    def set(self, moment: datetime) -> None:
        """Make it `moment` now; a held clock stays held, a running one runs on from there. Raises `ClockRangeError`."""
        within_range(moment)
        if self.held_at is not None:
            self.held_at = moment
        else:
            self._run_from(moment)

    def run_by(self, scale: float) -> None:
        """Let so many seconds pass in one of the machine's, from now on; for a held clock, once it is released."""
        now, self.scale = self.now(), scale
        if self.held_at is None:
            self._run_from(now)

    @contextmanager
    def moving(self) -> Iterator[None]:
        """Move it within the block; it is as before if the block fails."""
        before = self.before_move = self.copy()
        try:
            yield
        except BaseException:
            self.go_to(before.position())
            raise
        finally:
            self.before_move = None

    def hold(self) -> None:
        """Stand still from now on."""
        self.held_at = self.now()

    def release(self) -> None:
        """Run on from the moment at which the clock was held."""
        if self.held_at is not None:
            moment, self.held_at = self.now(), None
            self._run_from(moment)

    def _run_from(self, moment: datetime) -> None:
        machine = machine_now()
        self.offset, self.since = moment - machine, None if self.scale == 1 else machine

    def _unbounded(self) -> datetime:
        if self.held_at is not None:
            return self.held_at
        if self.since is None:
            return _sum(machine_now(), self.offset)
        began = _sum(self.since, self.offset)
        return max(began, _sum(began, machine_now() - self.since, self.scale))


def _sum(moment: datetime, by: timedelta, scale: float = 1.0) -> datetime:
    """The sum, or the end of the range if the sum is too far for a date."""
    try:
        return moment + by * scale
    except OverflowError:
        return EARLIEST if by < timedelta() else LATEST

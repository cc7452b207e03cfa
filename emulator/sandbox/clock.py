"""Time. Each sandbox has a clock that runs, can be held and can be moved. Only this file reads the machine's clock."""

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
"""The limits of a sandbox's time. They leave room before and after, so that due times and local times are valid dates too."""
TOO_FAR = "a sandbox's clock goes from year 10 to the beginning of year 9990"
Position = tuple[timedelta, datetime | None, float, datetime | None]
"""The offset, the moment at which the clock is held, the speed, and since when it has this speed."""


class ClockRangeError(ValueError):
    """A time outside of the limits of a sandbox's clock."""

    def __init__(self) -> None:
        super().__init__(TOO_FAR)


def within_range(moment: datetime) -> datetime:
    """The moment itself. Raises `ClockRangeError` if it is outside of the limits."""
    if not EARLIEST <= moment <= LATEST:
        raise ClockRangeError
    return moment


def later(moment: datetime, seconds: float) -> datetime:
    """The moment this many seconds later (earlier if negative). Raises `ClockRangeError`."""
    try:
        return within_range(moment + timedelta(seconds=seconds))
    except OverflowError:
        raise ClockRangeError from None


class SetBacks:
    """Notices when the machine's clock is set back by a second or more. Smaller steps are normal corrections."""

    def __init__(self) -> None:
        self._before = (machine_now(), stopwatch())

    def look(self) -> timedelta:
        """Seconds by which the clock was set back since the last call, as a negative number; 0 if it was not."""
        (moment, watch), self._before = self._before, (machine_now(), stopwatch())
        jump = self._before[0] - moment - timedelta(seconds=self._before[1] - watch)
        return jump if jump < timedelta(seconds=-1) else timedelta()


class Clock:
    """The machine's clock plus an offset, with a speed (`scale`), or a clock that stands still.

    With a `scale` other than 1, `since` is the machine's time from which the clock has this speed. While the clock is being moved through
    the times of due jobs, `before_move` is the clock before the move; it is what is stored until the move is complete.
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
        """The sandbox's time in UTC. The clock stops at the end of its range."""
        return max(EARLIEST, min(self._unbounded(), LATEST))

    def seconds(self) -> float:
        """The sandbox's time as seconds since 1970."""
        return self.now().timestamp()

    def readings(self) -> tuple[datetime, datetime]:
        """The times that an outside program may have: the sandbox's if a test moves both clocks, and the machine's. A timestamp from
        outside counts as fresh by either of them; otherwise no signature would be valid while the sandbox's clock is held."""
        return self.now(), machine_now()

    def copy(self) -> "Clock":
        """A clock with the same time that runs independently."""
        return Clock(*self.position())

    def position(self) -> Position:
        """The state of the clock, for `go_to`."""
        return self.offset, self.held_at, self.scale, self.since

    def go_to(self, position: Position) -> None:
        """Restore a state that `position` returned."""
        self.offset, self.held_at, self.scale, self.since = position

    def set(self, moment: datetime) -> None:
        """Set the clock to `moment`. A held clock stays held, a running one continues from there. Raises `ClockRangeError`."""
        within_range(moment)
        if self.held_at is not None:
            self.held_at = moment
        else:
            self._run_from(moment)

    def run_by(self, scale: float) -> None:
        """Set the speed: seconds of the sandbox per second of the machine. A held clock has it once it is released."""
        now, self.scale = self.now(), scale
        if self.held_at is None:
            self._run_from(now)

    @contextmanager
    def moving(self) -> Iterator[None]:
        """A block that moves the clock; if it raises, the clock is as before."""
        before = self.before_move = self.copy()
        try:
            yield
        except BaseException:
            self.go_to(before.position())
            raise
        finally:
            self.before_move = None

    def hold(self) -> None:
        """Stop the clock."""
        self.held_at = self.now()

    def release(self) -> None:
        """Let a held clock continue from where it stands."""
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
    """The sum, or the nearest limit of a sandbox's time."""
    try:
        return moment + (by if scale == 1 else by * scale)
    except OverflowError:
        return EARLIEST if by < timedelta() else LATEST

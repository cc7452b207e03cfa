"""The clock: held, moved, released."""

from datetime import UTC, datetime, timedelta

import pytest

from emulator.sandbox.clock import EARLIEST, LATEST, Clock, ClockRangeError, machine_now

THEN = datetime(2030, 1, 1, tzinfo=UTC)


def test_a_clock_that_nobody_moved_is_the_machines() -> None:
    assert abs(Clock().now() - machine_now()) < timedelta(seconds=60)


def test_a_held_clock_stands_still_and_is_moved_by_hand() -> None:
    clock = Clock()
    clock.hold()
    assert clock.now() == clock.now()
    clock.set(THEN)
    assert clock.held
    assert clock.now() == THEN
    assert clock.seconds() == THEN.timestamp()


def test_a_released_clock_runs_on_from_where_it_stood() -> None:
    clock = Clock(held_at=THEN)
    clock.release()
    assert timedelta() <= clock.now() - THEN < timedelta(seconds=60)
    assert not clock.held


def test_a_running_clock_that_is_set_runs_on_from_there() -> None:
    clock = Clock()
    clock.set(THEN)
    assert timedelta() <= clock.now() - THEN < timedelta(seconds=60)


def test_the_seconds_of_a_clock_that_runs_elsewhere_are_its_own() -> None:
    clock = Clock()
    clock.set(THEN)
    assert 0 <= clock.seconds() - THEN.timestamp() < 60


def test_a_clock_that_runs_faster_goes_on_from_where_it_was() -> None:
    clock = Clock()
    clock.set(THEN)
    clock.run_by(86_400)
    began = machine_now()
    while machine_now() - began < timedelta(seconds=0.05):
        pass
    assert timedelta(hours=1) < clock.now() - THEN < timedelta(days=2)
    assert clock.seconds() >= THEN.timestamp() + 3600
    fast = clock.now()
    clock.run_by(1)
    assert timedelta() <= clock.now() - fast < timedelta(days=1)
    assert clock.since is None


def test_a_held_clock_is_not_moved_by_a_scale_until_it_is_released() -> None:
    clock = Clock(held_at=THEN)
    clock.run_by(3600)
    assert clock.now() == THEN
    clock.release()
    assert timedelta() <= clock.now() - THEN < timedelta(hours=1)


@pytest.mark.parametrize(
    ("clock", "end"),
    [
        (Clock(scale=86_400, since=machine_now() - timedelta(days=40 * 365)), LATEST),
        (Clock(timedelta(days=-20 * 365), scale=86_400, since=machine_now() - timedelta(days=40 * 365)), LATEST),
        (Clock(LATEST - machine_now()), LATEST),
        (Clock(timedelta(days=4_000_000)), LATEST),
        (Clock(timedelta(days=-4_000_000)), EARLIEST),
        (Clock(timedelta(days=4_000_000), scale=2, since=THEN), LATEST),
        (Clock(held_at=datetime.max.replace(tzinfo=UTC)), LATEST),
        (Clock(held_at=datetime.min.replace(tzinfo=UTC)), EARLIEST),
    ],
)
def test_a_clock_stands_still_at_the_ends_of_its_range_and_goes_on_when_it_is_set(clock: Clock, end: datetime) -> None:
    assert (clock.now(), clock.seconds()) == (end, end.timestamp())
    clock.release()
    assert abs(clock.now() - end) < timedelta(days=1)
    clock.set(THEN)
    assert timedelta() <= clock.now() - THEN < timedelta(days=1)


@pytest.mark.parametrize("moment", [LATEST + timedelta(seconds=1), EARLIEST - timedelta(seconds=1)])
def test_a_clock_is_not_set_outside_of_its_range(moment: datetime) -> None:
    clock = Clock(held_at=THEN)
    with pytest.raises(ClockRangeError):
        clock.set(moment)
    assert clock.now() == THEN


def test_a_copied_clock_shows_the_same_and_is_moved_alone() -> None:
    clock = Clock(held_at=THEN, scale=60)
    other = clock.copy()
    other.set(THEN + timedelta(days=1))
    assert (clock.now(), other.scale) == (THEN, 60)

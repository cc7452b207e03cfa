"""The clock: held, moved, released."""

from datetime import UTC, datetime, timedelta

from emulator.sandbox.clock import Clock, machine_now

THEN = datetime(2030, 1, 1, tzinfo=UTC)


def test_a_clock_that_nobody_moved_is_the_machines() -> None:
    assert abs(Clock().now() - machine_now()) < timedelta(seconds=1)


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
    assert timedelta() <= clock.now() - THEN < timedelta(seconds=1)
    assert not clock.held


def test_a_running_clock_that_is_set_runs_on_from_there() -> None:
    clock = Clock()
    clock.set(THEN)
    assert timedelta() <= clock.now() - THEN < timedelta(seconds=1)


def test_the_seconds_of_a_clock_that_runs_elsewhere_are_its_own() -> None:
    clock = Clock()
    clock.set(THEN)
    assert 0 <= clock.seconds() - THEN.timestamp() < 1

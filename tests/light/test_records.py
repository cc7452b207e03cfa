"""Dataclasses: Python's own, but for the check of assignments at run time."""

import dataclasses

from emulator.light.records import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    x: int
    y: int = 0


def test_a_record_is_a_dataclass_that_is_equal_and_hashed_by_its_members_and_has_no_guard_to_define() -> None:
    assert Point(1) == Point(1, 0) != Point(2)
    assert {Point(1), Point(1, 0)} == {Point(1)}
    assert dataclasses.replace(Point(1), y=2) == Point(1, 2)
    assert "__setattr__" not in vars(Point)

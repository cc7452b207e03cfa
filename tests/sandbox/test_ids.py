"""Ids: the same in every run, never the same twice."""

import uuid

from emulator.sandbox.ids import Ids


def test_ids_depend_on_nothing_but_the_seed_and_their_count() -> None:
    one, two = Ids(), Ids()
    assert [one.uuid() for _ in range(5)] == [two.uuid() for _ in range(5)]
    assert Ids(seed=1).uuid() != Ids(seed=2).uuid()


def test_ids_go_on_where_the_stored_count_stopped() -> None:
    ids = Ids()
    first = [ids.token() for _ in range(4)]
    again = Ids(dealt={"token": 2})
    assert [again.token(), again.token()] == first[2:]


def test_a_uuid_is_a_version_4_uuid_and_numbers_count_up_by_kind() -> None:
    ids = Ids()
    assert uuid.UUID(ids.uuid()).version == 4
    assert [ids.number("a"), ids.number("a"), ids.number("b", first=100)] == [1, 2, 100]


def test_many_ids_are_all_different() -> None:
    ids = Ids()
    assert len({ids.bytes(8) for _ in range(20_000)}) == 20_000

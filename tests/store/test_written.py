"""What a unit of work wrote, as one reads it."""

from emulator.store.written import MOST, Written, WrittenRow, in_the_end, shortened

COLUMNS = {"user": ("id",)}


def test_several_writes_to_a_row_are_told_as_what_became_of_it() -> None:
    writes: list[Written] = [
        *(("created", "user", [(key,)], 1) for key in ("new", "passing")),
        *(("changed", "user", [(key,)], 1) for key in ("new", "old", "old", "going")),
        *(("deleted", "user", [(key,)], 1) for key in ("passing", "going", "back")),
        ("created", "user", [("back",)], 1),
    ]
    rows, more = in_the_end(writes, COLUMNS)
    assert more == 0
    assert rows == [
        WrittenRow("created", "user", {"id": "new"}),
        WrittenRow("changed", "user", {"id": "old"}),
        WrittenRow("deleted", "user", {"id": "going"}),
        WrittenRow("changed", "user", {"id": "back"}),
    ]


def test_of_many_rows_the_first_are_kept_and_all_are_counted() -> None:
    writes: list[Written] = [
        ("created", "user", [(f"{number}-{at}",) for at in range(150)], 170) for number in range(3)
    ]
    rows, more = in_the_end(shortened(writes), COLUMNS)
    assert (len(rows), more) == (MOST, 3 * 170 - MOST)
    assert shortened(writes[:1]) == writes[:1]

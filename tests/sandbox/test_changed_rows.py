"""What a unit of work tells of the rows that it has changed, on both stores."""

from emulator.mails.outbox import Email
from emulator.store.database import Database
from emulator.store.unit_of_work import UnitOfWork
from tests.store.test_unit_of_work import message


def test_many_rows_are_changed_at_once_and_those_that_were_there_are_counted(database: Database) -> None:
    with UnitOfWork(database, "one") as work:
        work.insert_all(Email, [message(1), message(2)])
    with UnitOfWork(database, "one") as work:
        work.update_all(Email, ("number",), [{"number": number, "body": f"new {number}"} for number in (1, 2, 3)])
        change, table, keys, count = work.written[0]
        assert (change, table, keys[:2], count) == ("changed", "message", [(1,), (2,)], 2)
        assert [work.get(Email, number=number)["body"] for number in (1, 2)] == ["new 1", "new 2"]  # type: ignore[index]

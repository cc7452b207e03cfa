"""Rows of a world that an older version exported: brought up to date by the same migrations as a data folder of that version."""

from emulator.store.database import Database
from emulator.store.migration import History, MigrationError, migrate, own_history
from emulator.store.unit_of_work import UnitOfWork
from emulator.store.whole.old_rows import OldRowError, add_old_row, old_tables
from emulator.vendors.migrations import histories
from emulator.worlds.exported import Rows, WorldRefusedError

SANDBOX = "imported"


def is_known(history: History, revision: str) -> bool:
    """True if there is such a revision here."""
    return any(history.versions.glob(f"{revision}_*.py"))


def brought_up_to_date(rows: Rows, revisions: dict[str, str]) -> Rows:
    """The rows as this version has them. It takes some seconds. Raises `WorldRefusedError`."""
    database = Database(None)
    try:
        known = {history.owner: history for history in (own_history(), *histories())}
        for owner, history in known.items():
            if owner in revisions:
                migrate(database, revisions[owner], history)
        _fill(database, rows)
        for history in known.values():
            migrate(database, history=history)
        return _rows(database.tables(), database)
    except MigrationError as error:
        raise WorldRefusedError(f"the rows of an older version cannot be brought up to date: {error}") from None
    finally:
        database.connection.close()


def _fill(database: Database, rows: Rows) -> None:
    tables = old_tables(database)
    for table, records in rows.items():
        if table not in tables:
            raise WorldRefusedError(f"tables.{table[:60]}: there was no such table in that version")
        for index, row in enumerate(records):
            try:
                add_old_row(database, SANDBOX, table, row)
            except OldRowError as error:
                raise WorldRefusedError(f"tables.{table}[{index}]: {error}") from None


def _rows(tables: list[str], database: Database) -> Rows:
    work = UnitOfWork(database, SANDBOX)
    found: Rows = {}
    for table in tables:
        names = [name for name, _ in work.columns_of(table)]
        found[table] = [dict(zip(names, record, strict=True)) for record in work.stored_rows(table)]
    return {table: records for table, records in found.items() if records}

"""Updating the tables: migrations create and change them step by step.

A new SQLite database gets all tables at once from `migrations/newest.sql`, which `scripts/generate` writes; migrations that are newer than
this file run after it.
"""

from pathlib import Path

from emulator.light.collecting import paused
from emulator.light.records import dataclass
from emulator.store.database import Database

FIRST_TABLE = "sandbox_state"


class MigrationError(Exception):
    """The tables cannot be updated, and nothing was changed; the message says why."""


class NewerDatabaseError(MigrationError):
    """The data folder was written by a newer version."""


def migrations_folder() -> Path:
    """The folder of migrations: in the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    packed = package / "migrations"
    return packed if packed.is_dir() else package.parent / "migrations"


@dataclass(frozen=True, slots=True)
class History:
    """A series of migrations: the folder with the numbered files (`0003_name.py`), and the table that stores the last one that ran.
    `schema` is a file with the tables that they make in SQLite, or None."""

    versions: Path
    table: str = "alembic_version"
    owner: str = "lms-emulator"
    schema: Path | None = None

    def newest(self) -> str:
        """The number of the last one."""
        return max(path.name.split("_")[0] for path in self.versions.glob("[0-9]*.py"))


def own_history() -> History:
    """The emulator's own migrations."""
    folder = migrations_folder()
    return History(folder / "versions", schema=folder / "newest.sql")


def migrate(database: Database, revision: str = "head", history: History | None = None) -> None:
    """Run the missing migrations up to a revision: the emulator's own, or those of another history.

    If the database is up to date, only its version is read: importing Alembic takes a tenth of a second.
    """
    history = history or own_history()
    if revision == "head" and history.schema is not None and not database.shared and _is_new(database):
        _make(database, history.schema)
    if _version(database, history.table) == history.newest():
        if not database.has_table(FIRST_TABLE):
            raise MigrationError(f"it is said to be up to date, but has no table {FIRST_TABLE}; nothing was changed")
        return
    with paused():
        from alembic import command
        from alembic.config import Config
        from alembic.util.exc import CommandError
        from sqlalchemy.exc import DBAPIError

    config = Config()
    config.set_main_option("path_separator", "newline")
    for option, folder in (("script_location", migrations_folder()), ("version_locations", history.versions)):
        config.set_main_option(option, str(folder).replace("%", "%%"))
    config.attributes.update(database=database, version_table=history.table)
    try:
        command.upgrade(config, revision)
    except CommandError as error:
        raise NewerDatabaseError(
            f"{database.called} was written by a newer {history.owner}; use that version, or another one"
        ) from error
    except DBAPIError as error:
        raise MigrationError(
            f"the tables cannot be brought up to date: {_first_line(error.orig)}; nothing was changed"
        ) from error


def schema_of(database: Database) -> str:
    """The statements that create the tables of an SQLite database, with the version of its last migration and statistics for the planner
    (`whole/statistics.py`)."""
    made = "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY rowid"
    tables = [sql for (sql,) in database.cursor.execute(made).fetchall()]
    version = f"INSERT INTO alembic_version (version_num) VALUES ('{_version(database, 'alembic_version')}')"  # noqa: S608 - ours
    told = database.cursor.execute("SELECT tbl, idx, stat FROM sqlite_stat1 ORDER BY tbl, idx").fetchall()
    rows = ",\n".join(f"('{table}', '{index}', '{stat}')" for table, index, stat in told)
    statistics = f"INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES\n{rows}"
    read = "ANALYZE sqlite_master"
    return "".join(f"{statement};\n" for statement in (*tables, version, read, statistics, read))


def _is_new(database: Database) -> bool:
    return database.cursor.execute("SELECT 1 FROM sqlite_master").fetchone() is None


def _make(database: Database, schema: Path) -> None:
    """Run a file of statements on an empty database, completely or not at all."""
    database.cursor.execute("BEGIN IMMEDIATE")
    try:
        for statement in schema.read_text(encoding="utf-8").split(";\n"):
            database.cursor.execute(statement)
    except BaseException:
        database.cursor.execute("ROLLBACK")
        raise
    database.cursor.execute("COMMIT")


def _first_line(error: BaseException | None) -> str:
    return str(error).partition("\n")[0]


def _version(database: Database, table: str) -> str | None:
    if not database.has_table(table):
        return None
    row = database.cursor.execute(f'SELECT version_num FROM "{table}"').fetchone()  # noqa: S608 - the name is code's
    return str(row[0]) if row else None

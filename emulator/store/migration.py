"""Bringing the tables up to date: migrations are the only way that tables come to be."""

from dataclasses import dataclass
from pathlib import Path

from emulator.store.database import Database

FIRST_TABLE = "sandbox_state"


class MigrationError(Exception):
    """The tables cannot be brought up to date, and nothing is touched; the words say why."""


class NewerDatabaseError(MigrationError):
    """The data folder was written by a newer version."""


def migrations_folder() -> Path:
    """The folder of migrations: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    packed = package / "migrations"
    return packed if packed.is_dir() else package.parent / "migrations"


@dataclass(frozen=True, slots=True)
class History:
    """A series of migrations: the folder that they lie in, numbered (`0003_name.py`), and the table that tells how far they have come."""

    versions: Path
    table: str = "alembic_version"
    owner: str = "lms-emulator"

    def newest(self) -> str:
        """The number of the last one."""
        return max(path.name.split("_")[0] for path in self.versions.glob("[0-9]*.py"))


def own_history() -> History:
    """The emulator's own migrations."""
    return History(migrations_folder() / "versions")


def migrate(database: Database, revision: str = "head", history: History | None = None) -> None:
    """Run the migrations that the database lacks, up to a revision: the emulator's own, or those of another history.

    Importing Alembic takes a tenth of a second, so only the version is read to find a database that is up to date.
    """
    history = history or own_history()
    if _version(database, history.table) == history.newest():
        if not database.has_table(FIRST_TABLE):
            raise MigrationError(f"it is said to be up to date, but has no table {FIRST_TABLE}; nothing was changed")
        return
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


def _first_line(error: BaseException | None) -> str:
    return str(error).partition("\n")[0]


def _version(database: Database, table: str) -> str | None:
    if not database.has_table(table):
        return None
    row = database.cursor.execute(f'SELECT version_num FROM "{table}"').fetchone()  # noqa: S608 - the name is code's
    return str(row[0]) if row else None

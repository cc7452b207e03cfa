"""Bringing the tables up to date: migrations are the only way that tables come to be."""

from pathlib import Path

from emulator.store.database import Database


class MigrationError(Exception):
    """The tables cannot be brought up to date, and nothing is touched; the words say why."""


class NewerDatabaseError(MigrationError):
    """The data folder was written by a newer version."""


def migrations_folder() -> Path:
    """The folder of migrations: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parents[1]
    packed = package / "migrations"
    return packed if packed.is_dir() else package.parent / "migrations"


def migrate(database: Database, revision: str = "head") -> None:
    """Run the migrations that the database lacks, up to a revision.
    / Importing Alembic takes a tenth of a second, so only the version is read to find a database that is up to date.
    """
    folder = migrations_folder()
    if _version(database) == _head(folder):
        return
    from alembic import command
    from alembic.config import Config
    from alembic.util.exc import CommandError
    from sqlalchemy.exc import DBAPIError

    config = Config()
    config.set_main_option("script_location", str(folder))
    config.attributes["database"] = database
    try:
        command.upgrade(config, revision)
    except CommandError as error:
        raise NewerDatabaseError(
            "the data folder was written by a newer lms-emulator; use that version, or another folder"
        ) from error
    except DBAPIError as error:
        raise MigrationError(f"the tables cannot be brought up to date: {error.orig}; nothing was changed") from error


def _version(database: Database) -> str | None:
    cursor = database.cursor
    tables = cursor.execute("SELECT name FROM sqlite_master WHERE name = 'alembic_version'").fetchall()
    if not tables:
        return None
    row = cursor.execute("SELECT version_num FROM alembic_version").fetchone()
    return str(row[0]) if row else None


def _head(folder: Path) -> str:
    """The newest migration: files are numbered, `0003_name.py`."""
    return max(path.name.split("_")[0] for path in (folder / "versions").glob("[0-9]*.py"))

"""Write the next migration: what the tables in code have that the migrations so far do not make.

A column that must have a value, in a table that is there already, needs one for the rows that are there: --old-rows TABLE.COLUMN=SQL.
"""

import argparse
import importlib
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.operations.ops import AddColumnOp, ModifyTableOps, UpgradeOps
from alembic.runtime.migration import MigrationContext
from sqlalchemy import DefaultClause, create_engine, text
from sqlalchemy.pool import StaticPool

from emulator.store.database import Database
from emulator.store.migration import History, migrate, own_history
from emulator.store.tables import METADATA, Document, Moment
from emulator.vendors import ENTRIES, table_modules
from emulator.vendors.migrations import history_of

TEMPLATE = '''"""{title}."""

import sqlalchemy as sa
from alembic import op

revision = "{revision}"
down_revision = {down}
branch_labels = None
depends_on = None


def upgrade() -> None:
    {body}
'''


class RefusedError(Exception):
    """No migration is written; the words say why."""


def render_item(kind: str, item: Any, _context: Any) -> str | bool:
    """Migrations name the database's own types: code may change, a migration may not."""
    if kind == "type" and isinstance(item, Moment):
        return "sa.BigInteger()"
    if kind == "type" and isinstance(item, Document):
        return "sa.Text()"
    return False


def write(title: str, history: History, old_rows: Mapping[str, str], prefix: str = "") -> Path:
    """Write the next migration of a history, of the tables whose names begin so, in the style of the checks. Raises `RefusedError`."""
    history.versions.mkdir(parents=True, exist_ok=True)
    numbers = sorted(path.name[:4] for path in history.versions.glob("[0-9]*.py"))
    body = _changes(history if numbers else None, old_rows, prefix)
    revision = f"{int(numbers[-1]) + 1 if numbers else 1:04d}"
    name = re.sub(r"\W+", "_", title.lower()).strip("_")
    path = history.versions / f"{revision}_{name}.py"
    down = f'"{numbers[-1]}"' if numbers else "None"
    title = title.strip().rstrip(".").replace("\\", "").replace('"', "'")
    path.write_text(TEMPLATE.format(title=title, revision=revision, down=down, body=body))
    for command in (["format", "--quiet"], ["check", "--fix", "--quiet"]):
        subprocess.run([sys.executable, "-m", "ruff", *command, str(path)], check=True)
    return path


def _changes(history: History | None, old_rows: Mapping[str, str], prefix: str) -> str:
    """The body of the migration: what the database that the migrations so far make lacks."""
    database = Database(None)
    migrate(database)
    if history is not None:
        migrate(database, history=history)

    def is_ours(_item: Any, name: str | None, kind: str, _reflected: bool, _other: Any) -> bool:
        return kind != "table" or (name or "").startswith(prefix)

    engine = create_engine("sqlite://", creator=lambda: database.connection, poolclass=StaticPool)
    with engine.connect() as connection:
        options = {"render_item": render_item, "compare_type": True, "include_object": is_ours}
        if history is not None:
            options["version_table"] = history.table
        context = MigrationContext.configure(connection, opts=options)
        operations = produce_migrations(context, METADATA).upgrade_ops
        assert operations is not None
        if operations.is_empty():
            raise RefusedError("the migrations make every table already")
        _fill_old_rows(operations, old_rows)
        body = render_python_code(operations, migration_context=context, render_item=render_item)  # type: ignore[arg-type]
    database.close()
    return "\n".join(line for line in body.splitlines() if not line.strip().startswith("# ###")).strip()


def _fill_old_rows(operations: UpgradeOps, old_rows: Mapping[str, str]) -> None:
    """Give each new column of a table that is there the value that its rows get. Raises `RefusedError` where one is lacking."""
    unused = dict(old_rows)
    for added in _added(operations):
        name = f"{added.table_name}.{added.column.name}"
        if name in unused:
            added.column.server_default = DefaultClause(text(unused.pop(name)))
        elif not added.column.nullable and added.column.server_default is None:
            raise RefusedError(f"what do rows that are there already get? --old-rows \"{name}=SQL\", as 0 or 'x'")
    if unused:
        raise RefusedError(f"{next(iter(unused))} is no new column of a table that is there already")


def _added(operations: UpgradeOps | ModifyTableOps) -> Iterator[AddColumnOp]:
    for each in operations.ops:
        if isinstance(each, ModifyTableOps):
            yield from _added(each)
        elif isinstance(each, AddColumnOp):
            yield each


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="scripts/new-migration", description=__doc__)
    parser.add_argument("title", help='what it adds, as "Users have a city"')
    parser.add_argument("--old-rows", action="append", default=[], metavar="TABLE.COLUMN=SQL")
    parser.add_argument("--vendor", metavar="NAME", help="for the tables of a plug-in that is installed")
    options = parser.parse_args()
    for module in table_modules():
        importlib.import_module(module)
    history, prefix = own_history(), ""
    if options.vendor:
        entry = next((entry for entry in ENTRIES if entry.name == options.vendor), None)
        if entry is None:
            parser.error(f"no vendor is called {options.vendor}; there are {', '.join(one.name for one in ENTRIES)}")
        importlib.import_module(f"{entry.module}.tables")
        history, prefix = history_of(entry), f"{entry.name}_"
    try:
        print(write(options.title, history, dict(pair.split("=", 1) for pair in options.old_rows), prefix))
    except RefusedError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()

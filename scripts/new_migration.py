"""Write the next migration: what the tables in code have that the migrations so far do not make."""

import importlib
import re
import sys
from typing import Any

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from emulator.store.database import Database
from emulator.store.migration import migrate, migrations_folder
from emulator.store.tables import Base, Document, Moment
from emulator.vendors import table_modules

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


def render_item(kind: str, item: Any, _context: Any) -> str | bool:
    """Migrations name the database's own types: code may change, a migration may not."""
    if kind == "type" and isinstance(item, Moment):
        return "sa.BigInteger()"
    if kind == "type" and isinstance(item, Document):
        return "sa.Text()"
    return False


def main(title: str) -> None:
    for module in table_modules():
        importlib.import_module(module)
    versions = migrations_folder() / "versions"
    numbers = sorted(path.name[:4] for path in versions.glob("[0-9]*.py"))
    database = Database(None)
    if numbers:
        migrate(database)
    engine = create_engine("sqlite://", creator=lambda: database.connection, poolclass=StaticPool)
    with engine.connect() as connection:
        options = {"render_item": render_item, "compare_type": True}
        context = MigrationContext.configure(connection, opts=options)
        operations = produce_migrations(context, Base.metadata).upgrade_ops
        assert operations is not None
        if operations.is_empty():
            sys.exit("the migrations make every table already")
        body = render_python_code(operations, migration_context=context, render_item=render_item)  # type: ignore[arg-type]
    revision = f"{int(numbers[-1]) + 1 if numbers else 1:04d}"
    name = re.sub(r"\W+", "_", title.lower()).strip("_")
    path = versions / f"{revision}_{name}.py"
    down = f'"{numbers[-1]}"' if numbers else "None"
    path.write_text(TEMPLATE.format(title=title, revision=revision, down=down, body=body))
    print(path)


if __name__ == "__main__":
    main(sys.argv[1])

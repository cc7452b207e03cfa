"""Runs migrations on the emulator's own connection, which it hands over; never opens one of its own."""

import importlib

from alembic import context
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from emulator.vendors import table_modules

for module in table_modules():
    importlib.import_module(module)

from emulator.store.tables import Base  # noqa: E402

database = context.config.attributes["database"]
engine = create_engine("sqlite://", creator=lambda: database.connection, poolclass=StaticPool)
with engine.connect() as connection:
    context.configure(
        connection=connection, target_metadata=Base.metadata, render_as_batch=True, transactional_ddl=True
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()

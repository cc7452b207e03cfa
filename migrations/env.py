"""Runs migrations on the emulator's own connection, which it hands over; never opens one of its own.

The tables in code are not needed here: `scripts/new-migration` compares them, a migration only runs.
"""

from alembic import context
from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

database = context.config.attributes["database"]
engine = create_engine("sqlite://", creator=lambda: database.connection, poolclass=StaticPool)
with engine.connect() as connection:
    # All migrations or none, also when a start is killed half way. Begun here: connecting ends whatever was begun before.
    connection.exec_driver_sql("BEGIN IMMEDIATE")
    context.configure(
        connection=connection,
        version_table=context.config.attributes["version_table"],
        render_as_batch=True,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()

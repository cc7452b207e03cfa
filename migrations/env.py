"""Runs migrations on the connection that the emulator's database gives.

The tables in code are not needed here: `scripts/new-migration` compares them, a migration only runs.
"""

from alembic import context

from emulator.store.whole.statistics import tell_planner

database = context.config.attributes["database"]
with database.migration_engine().connect() as connection:
    # All migrations or none, also when a start is killed half way.
    database.begin_migration(connection)
    context.configure(
        connection=connection,
        version_table=context.config.attributes["version_table"],
        render_as_batch=True,
        transactional_ddl=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    tell_planner(database)
    connection.commit()

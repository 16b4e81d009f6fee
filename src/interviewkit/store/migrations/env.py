"""Alembic's entry: it is handed an open connection by ``interviewkit.store.database``."""

from __future__ import annotations

from alembic import context

from interviewkit.store.schema import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    render_as_batch=True,  # SQLite cannot alter tables in place
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()

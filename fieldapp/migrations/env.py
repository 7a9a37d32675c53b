"""How Alembic reaches the application's database and its models."""

from alembic import context
from flask import current_app

config = context.config
migrate = current_app.extensions["migrate"]


def run_migrations() -> None:
    """Migrate over the application's own engine."""
    with migrate.db.engine.connect() as connection:
        context.configure(
            connection=connection,
            target_metadata=migrate.db.metadata,
            **migrate.configure_args,
        )
        with context.begin_transaction():
            context.run_migrations()
        connection.commit()


if context.is_offline_mode():
    raise SystemExit("Migrations need a database: a URL alone is not enough.")
run_migrations()

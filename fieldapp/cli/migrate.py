"""`fieldapp migrate`: bring the database to this version."""

import click
from flask.cli import with_appcontext
from flask_migrate import upgrade


@click.command()
@with_appcontext
def migrate() -> None:
    """Bring the database to this version of the program."""
    upgrade()

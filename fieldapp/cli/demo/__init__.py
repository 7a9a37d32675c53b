"""`fieldapp demo`: the made-up company that shows what Visada does."""

import click
from flask.cli import with_appcontext


@click.group()
def demo() -> None:
    """Make or renew the demo company Cerrado Fibra."""


@demo.command()
@click.option("--if-empty", is_flag=True, hidden=True, help="What it does anyway.")
@with_appcontext
def load(*, if_empty: bool) -> None:  # noqa: ARG001 # scripts may say it aloud
    """Fill an empty database; in the demo's own, add today's orders."""
    from fieldapp.cli.demo.load import load as fill  # noqa: PLC0415 # --help stays quick

    loaded = fill()
    if loaded.people:
        click.echo(f"Cerrado Fibra: {loaded.people} people, {loaded.orders} orders.")
    elif loaded.orders:
        click.echo(f"Cerrado Fibra: {loaded.orders} orders of today added.")
    else:
        click.echo("Nothing to add: the database is in use.")

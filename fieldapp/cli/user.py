"""`fieldapp user`: let people in where there is no demo company."""

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.exc import IntegrityError

from fieldapp import clock, database, single_process
from fieldapp.models import Role
from fieldapp.services import installation, people
from fieldapp.services.people import NewUser

ROLES = [role.value for role in Role if role is not Role.SYSTEM]


@click.group()
def user() -> None:
    """Add people who sign in."""


@user.command()
@click.argument("email")
@click.option("--name", prompt=True)
@click.option(
    "--role", type=click.Choice(ROLES), default="administrator", show_default=True
)
@click.option("--language", default="pt-BR", show_default=True)
@click.option("--region")
@click.password_option()
@with_appcontext
def add(  # noqa: PLR0913, PLR0917 # one for each option
    email: str,
    name: str,
    role: str,
    language: str,
    region: str | None,
    password: str,
) -> None:
    """Add a user with this address."""
    if len(password) < people.MINIMUM_PASSWORD:
        raise click.ClickException(
            f"The password needs {people.MINIMUM_PASSWORD} characters or more."
        )
    new = NewUser(email, name, Role(role), password, language, region)
    try:
        with (
            single_process.alone_on_the_database(current_app.config["SETTINGS"]),
            database.writing() as connection,
        ):
            installation.establish(connection)
            people.add(connection, new, clock.now())
    except IntegrityError as error:
        raise click.ClickException(f"{email} is known already.") from error
    except single_process.AlreadyRunningError as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo(f"{name} signs in with {people.normal_email(email)}.")

"""The `fieldapp` command: one module here is one verb, named like its function.

An underscore in the name is a dash in the command.
"""

import importlib
import pkgutil
from typing import Any

import click
from flask import Flask
from flask.cli import FlaskGroup


class Verbs(FlaskGroup):
    """Flask's own commands, and `fieldapp/cli/<verb>.py`, imported when called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the verbs found in this folder and those that Flask knows."""
        own = {name.replace("_", "-") for name in _own()}
        return sorted(own | set(super().list_commands(ctx)))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the verb's command: the function that carries its module's name."""
        name = cmd_name.replace("-", "_")
        if name not in _own():
            return super().get_command(ctx, cmd_name)
        module = importlib.import_module(f"{__name__}.{name}")
        command: click.Command = getattr(module, name)
        return command


def _own() -> set[str]:
    return {module.name for module in pkgutil.iter_modules(__path__)}


def create_app(*args: Any, **kwargs: Any) -> Flask:
    """Build the application only when a verb asks for it."""
    from fieldapp import create_app as build  # noqa: PLC0415 # `--help` stays quick

    return build(*args, **kwargs)


main = Verbs(
    name="fieldapp",
    create_app=create_app,
    add_version_option=False,
    help="Visada: field service that works without signal.",
)

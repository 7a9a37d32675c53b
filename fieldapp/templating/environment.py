"""The one way Jinja2 is set up: for Flask, for the compiler and for tests."""

from pathlib import Path
from typing import Any

from flask import Flask
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from fieldapp.sources import ROOT
from fieldapp.templating.icons import icon
from fieldapp.translating import plural_translation, translation
from fieldapp.web.filters import FILTERS

TEMPLATES = ROOT / "templates"
OPTIONS: dict[str, Any] = {
    "autoescape": True,
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "extensions": ["jinja2.ext.i18n"],
}


def init_app(app: Flask) -> None:
    """Give Flask's own environment the shared settings, filters and functions."""
    assert "jinja_env" not in vars(app), "settings come before the first template"
    app.jinja_options = {**app.jinja_options, **OPTIONS}
    configure(app.jinja_env)


def shared_environment(folder: Path = TEMPLATES) -> Environment:
    """Return an environment without Flask, for the compiler and for tests."""
    environment = Environment(loader=FileSystemLoader(folder), **OPTIONS)  # noqa: S701
    configure(environment)
    return environment


def configure(environment: Environment) -> None:
    """Add gettext, icon() and the filters; asset() comes with a build."""
    environment.install_gettext_callables(  # type: ignore[attr-defined]
        translation, plural_translation, newstyle=True
    )
    environment.globals["icon"] = icon
    environment.filters.update(FILTERS)

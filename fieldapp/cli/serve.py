"""`fieldapp serve`: answer requests with waitress."""

import gc
import logging
import threading
import time

import click
import waitress
from flask import Flask, current_app
from flask.cli import with_appcontext

from fieldapp import database, single_process
from fieldapp.config import Settings
from fieldapp.services import dossiers, installation
from fieldapp.sync import reconciler

CONNECTIONS = 500
HOUR_S = 3600
SPILL_BYTES = 1 << 20
GARBAGE_OBJECTS = 20_000  # by default 700: a push of 250 operations is searched often
FORWARDED = {"x-forwarded-for", "x-forwarded-proto", "x-forwarded-host"}


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8080, show_default=True)
@with_appcontext
def serve(host: str, port: int) -> None:
    """Serve the application until it is stopped."""
    logging.basicConfig(level=logging.INFO, format="%(levelname)s %(name)s %(message)s")
    app = current_app._get_current_object()  # type: ignore[attr-defined] # noqa: SLF001
    settings: Settings = app.config["SETTINGS"]
    try:
        with single_process.alone_on_the_database(settings):
            if settings.is_sqlite:
                click.echo("SQLite: this is the one process that may use the database.")
            with database.writing() as connection:
                installation.establish(connection)
                if settings.is_sqlite:
                    dossiers.release_all()
            gc.set_threshold(GARBAGE_OBJECTS)
            gc.freeze()  # what lives as long as the process need not be searched again
            build = app.extensions["build"]
            threading.Thread(target=build.finish, daemon=True).start()
            threading.Thread(target=_reconcile, args=(app,), daemon=True).start()
            with (
                app.extensions["jobs"].running(),
                app.extensions["long_jobs"].running(),
            ):
                waitress.serve(app, host=host, port=port, **_options(settings))
    except single_process.AlreadyRunningError as problem:
        raise click.ClickException(str(problem)) from problem


def _reconcile(app: Flask) -> None:
    """Look for what a crash left half done, now and every hour."""
    settings: Settings = app.config["SETTINGS"]
    while True:
        try:
            with app.app_context():
                reconciler.run(app.extensions["evidence_store"], settings.data_dir)
        except Exception:
            logging.getLogger(__name__).exception("the reconciler failed")
        time.sleep(HOUR_S)


def _options(settings: Settings) -> dict[str, object]:
    options: dict[str, object] = {
        "threads": settings.threads,
        "connection_limit": CONNECTIONS,
        "channel_timeout": 60,
        "max_request_body_size": settings.max_upload_bytes,
        "inbuf_overflow": SPILL_BYTES,
        "ident": None,
        "expose_tracebacks": False,
        "clear_untrusted_proxy_headers": True,
    }
    if settings.trusted_proxy:
        options |= {
            "trusted_proxy": settings.trusted_proxy,
            "trusted_proxy_headers": FORWARDED,
        }
    return options

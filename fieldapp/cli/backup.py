"""`fieldapp backup`: a copy of database, photos and key, while the server goes on."""

from pathlib import Path

import click
from sqlalchemy import create_engine, make_url

from fieldapp import config
from fieldapp.config import Settings
from fieldapp.services import durability, evidence_store
from fieldapp.services.backups import making
from fieldapp.services.backups.making import Made
from fieldapp.services.backups.problem import BackupError


@click.command()
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option(
    "--keep", type=click.IntRange(min=1), help="Remove all but so many copies."
)
def backup(folder: Path, keep: int | None) -> None:
    """Copy database, photos and key into FOLDER; the server may go on.

    Each run adds a copy of the database; photos lie there once for all copies. When it
    is done, phones learn that they need not keep what it holds. Put FOLDER on another
    disk, or bring it to another machine, before anything happens to this one.
    """
    settings = config.from_environment()
    store = evidence_store.open_store(settings.evidence_url, settings.parts_dir)
    try:
        made = making.make(settings, store, folder.resolve())
    except (BackupError, OSError) as problem:
        raise click.ClickException(str(problem)) from problem
    note(settings, made)
    if keep:
        making.drop_old(folder.resolve(), keep)
    _tell(made)


def note(settings: Settings, made: Made) -> None:
    """Tell the server until when everything is in a backup."""
    mark = durability.Mark(made.manifest.epoch, made.manifest.taken_at)
    if settings.is_sqlite:
        durability.write_file(settings.data_dir, mark)
        return
    engine = create_engine(make_url(settings.database_url), hide_parameters=True)
    with engine.begin() as connection:
        durability.write_row(connection, mark)
    engine.dispose()


def _tell(made: Made) -> None:
    size_mb = made.manifest.evidence_bytes / 1e6
    click.echo(f"Copied to {made.folder}")
    click.echo(f"{made.manifest.evidence_count} files of evidence, {size_mb:.1f} MB.")
    if made.missing:
        names = ", ".join(digest[:12] for digest in made.missing)
        raise click.ClickException(
            f"{len(made.missing)} files that the database names are not in the "
            f"evidence store, so they are not in the copy either: {names}"
        )

"""`fieldapp audit`: whether the record is what was written."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import Connection, make_url, select

from fieldapp import clock, database, single_process
from fieldapp.config import Settings
from fieldapp.models import WorkOrder
from fieldapp.services import anchors, head_reports, online_copy, signing_key
from fieldapp.services import audit as audits
from fieldapp.services.audit import Audit, Break

MOST_LINES = 20


@click.group()
def audit() -> None:
    """Check the record and its signed anchors."""


@audit.command()
@click.option(
    "--key",
    "keys",
    multiple=True,
    metavar="HEX",
    help="Another public key whose anchors count: that of a replaced server.",
)
@with_appcontext
def verify(keys: tuple[str, ...]) -> None:
    """Read every row of the ledger and every anchor; name the first broken row."""
    path = _settings().signing_key_path
    with _consistent() as connection:
        found = audits.verify(connection, signing_key.trusted(path) | set(keys))
        _say(found, signing_key.own(path))
        for each in found.breaks[:MOST_LINES]:
            click.echo(_line(connection, each))
        for fault in found.anchor_faults[:MOST_LINES]:
            click.echo(f"Anchor {fault.number}: {fault.sentence}.")
        _say_head_reports(connection)
    if not found.is_whole:
        raise SystemExit(1)


@audit.command()
@with_appcontext
def anchor() -> None:
    """Sign the heads that changed since the last anchor, without waiting an hour."""
    try:
        with single_process.alone_on_the_database(_settings()):
            count = anchors.make(signing_key.load(_settings().signing_key_path))
    except single_process.AlreadyRunningError as problem:
        raise click.ClickException(str(problem)) from problem
    click.echo(f"{count} changed heads anchored.")


@audit.command()
@with_appcontext
def key() -> None:
    """Print the public key that signs anchors and evidence bundles."""
    click.echo(signing_key.own(_settings().signing_key_path))


@audit.command("earlier-key")
@click.argument("public_key", metavar="HEX")
@with_appcontext
def earlier_key(public_key: str) -> None:
    """Count what this public key signed as ours: that of a server that was replaced."""
    path = _settings().signing_key_path
    try:
        signing_key.remember(path, public_key.lower())
    except ValueError as error:
        raise click.ClickException(f"{error}.") from error
    click.echo(f"{len(signing_key.earlier(path))} earlier keys are known.")


@audit.command("replace-key")
@with_appcontext
def replace_key() -> None:
    """Sign with a new key from now on; what the old one signed stays ours."""
    path = _settings().signing_key_path
    old = signing_key.own(path)
    click.echo(f"Old key, kept as an earlier one: {old}")
    click.echo(f"New key: {signing_key.replace(path)}")


@contextmanager
def _consistent() -> Iterator[Connection]:
    """Open one state of the database: on SQLite an online copy of it."""
    url = make_url(_settings().database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        with database.reading() as connection:
            yield connection
        return
    with online_copy.copied(Path(url.database)) as connection:
        yield connection


def _say(found: Audit, own: str) -> None:
    click.echo(
        f"{found.entries:,} rows in {found.streams:,} streams, "
        f"{found.erased:,} with erased content; {found.anchors:,} anchors, key {own}."
    )
    if found.is_whole:
        click.echo("Record intact: nothing was changed.")
    elif found.breaks:
        click.echo(f"Record altered in {len(found.breaks)} places. First broken row:")


def _line(connection: Connection, found: Break) -> str:
    name = f"{found.stream_kind} {found.stream_id}"
    if found.stream_kind == "work_order":
        query = select(WorkOrder.number).where(WorkOrder.id == found.stream_id)
        number = connection.execute(query).scalar_one_or_none()
        name = f"order {number} ({found.stream_id})" if number else name
    place = "no row left" if not found.rev else f"event {found.rev}"
    operation = f", operation {found.operation_id}" if found.operation_id else ""
    return f"{name}, {place}{operation}: {found.sentence}."


def _say_head_reports(connection: Connection) -> None:
    reports = head_reports.listed(connection, MOST_LINES)
    if not reports:
        return
    click.echo("Heads that a phone has seen and the ledger no longer holds:")
    for report in reports:
        seen = clock.to_text(report.reported_at)
        click.echo(
            f"order {report.number or report.work_order_id}, event {report.rev}, "
            f"seen by {report.user_name or report.client_id}, reported {seen}"
        )


def _settings() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings

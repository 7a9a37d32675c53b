"""The ledger as a stream of rows, cheap enough to read a million of them."""

from collections.abc import Iterator
from itertools import groupby
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, select, type_coerce
from sqlalchemy.types import NullType

from fieldapp import clock
from fieldapp.models import LedgerBody, LedgerEntry, UtcDateTime
from fieldapp.services.ledger import HASHED

AT_ONCE = 2000
COLUMNS = LedgerEntry.__table__.columns
PLACES = {name: place for place, name in enumerate(HASHED)}
MOMENTS = [PLACES[n] for n in HASHED if isinstance(COLUMNS[n].type, UtcDateTime)]
STORED_LENGTH = len("2026-11-24 12:06:38.000000")


class AuditRow(NamedTuple):
    """One row: its hashed fields in their order, its links, its content or None."""

    fields: list[Any]
    previous: str
    hash: str
    salt: str | None
    body: str

    def field(self, name: str) -> Any:
        """Return one hashed field."""
        return self.fields[PLACES[name]]


Stream = tuple[str, str]


def streams(connection: Connection) -> Iterator[tuple[Stream, list[AuditRow]]]:
    """Yield each stream with its rows in order, one stream at a time."""
    for stream, rows in groupby(_rows(connection), key=_stream):
        yield stream, list(rows)


def _stream(row: AuditRow) -> Stream:
    return row.field("stream_kind"), row.field("stream_id")


def _rows(connection: Connection) -> Iterator[AuditRow]:
    query = (
        select(
            *(_column(name) for name in HASHED),
            LedgerEntry.previous,
            LedgerEntry.hash,
            LedgerBody.salt,
            LedgerBody.body,
        )
        .outerjoin(LedgerBody, LedgerBody.operation_id == LedgerEntry.operation_id)
        .order_by(
            LedgerEntry.stream_kind,
            LedgerEntry.stream_id,
            LedgerEntry.rev,
            LedgerEntry.client_id,
            LedgerEntry.sequence,
        )
        .execution_options(yield_per=AT_ONCE)
    )
    return map(_audit_row, connection.execute(query))


def _column(name: str) -> ColumnElement[Any]:
    """Take instants as the database stores them: reading them twice costs seconds."""
    column = COLUMNS[name]
    is_moment = isinstance(column.type, UtcDateTime)
    return type_coerce(column, NullType()).label(name) if is_moment else column


def _audit_row(row: Any) -> AuditRow:
    fields = list(row[: len(HASHED)])
    for place in MOMENTS:
        fields[place] = _instant(fields[place])
    return AuditRow(fields, *row[len(HASHED) :])


def _instant(stored: Any) -> str:
    """Return the text that was hashed, to the millisecond; other forms stay as found.

    A phone may claim an instant to the microsecond: it is stored so, and hashed cut.
    """
    if not isinstance(stored, str):
        return clock.to_text(stored)
    is_ours = len(stored) == STORED_LENGTH
    return f"{stored[:10]}T{stored[11:23]}Z" if is_ours else stored

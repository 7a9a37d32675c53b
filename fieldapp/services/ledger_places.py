"""Entries of orders by their place: which order, which revision."""

import json
from collections.abc import Collection
from typing import Any

from sqlalchemy import (
    BigInteger,
    Connection,
    bindparam,
    cast,
    column,
    func,
    select,
)
from sqlalchemy.dialects.postgresql import JSONB

from fieldapp import database
from fieldapp.database import AnyRow
from fieldapp.models import LedgerEntry

Place = tuple[str, int]


def entries_at(connection: Connection, places: Collection[Place]) -> list[AnyRow]:
    """Return stream_id, rev, received_at and hash of the entries that stand there."""
    if not places:
        return []
    wanted = {"places": json.dumps(sorted(places))}
    rows = connection.execute(_entries_at(), wanted)
    return [row for row in rows if row.rev is not None]


@database.kept
def _entries_at() -> Any:
    """Join the entries to the places, which come as one JSON text.

    An inner join, or a list of pairs, makes SQLite read every entry of every order.
    """
    places: Any
    id_: Any
    rev: Any
    if database.is_sqlite():
        places = func.json_each(bindparam("places")).table_valued("value", name="place")
        id_ = func.json_extract(places.c.value, "$[0]")
        rev = func.json_extract(places.c.value, "$[1]")
    else:
        each = func.jsonb_array_elements(cast(bindparam("places"), JSONB))
        places = each.table_valued(column("value", JSONB), name="place")
        id_ = places.c.value[0].astext
        rev = cast(places.c.value[1].astext, BigInteger)
    return (
        select(
            LedgerEntry.stream_id,
            LedgerEntry.rev,
            LedgerEntry.received_at,
            LedgerEntry.hash,
        )
        .select_from(places)
        .outerjoin(
            LedgerEntry,
            (LedgerEntry.stream_kind == "work_order")
            & (LedgerEntry.stream_id == id_)
            & (LedgerEntry.rev == rev),
        )
    )

"""Entries of orders by their place: which order, which revision."""

from collections.abc import Collection
from typing import Any

from sqlalchemy import (
    Connection,
    Integer,
    String,
    and_,
    column,
    select,
    values,
)

from fieldapp.database import AnyRow
from fieldapp.models import LedgerEntry

Place = tuple[str, int]


def entries_at(
    connection: Connection, places: Collection[Place], *columns: Any
) -> list[AnyRow]:
    """Return stream_id, rev and the columns of the entries that stand there.

    The places are joined as rows: for a list of pairs SQLite would read every entry
    of every order.
    """
    if not places:
        return []
    pairs = values(column("id", String), column("at", Integer), name="places")
    wanted = pairs.data(sorted(places)).cte()
    query = select(LedgerEntry.stream_id, LedgerEntry.rev, *columns).join_from(
        wanted,
        LedgerEntry,
        and_(
            LedgerEntry.stream_kind == "work_order",
            LedgerEntry.stream_id == wanted.c.id,
            LedgerEntry.rev == wanted.c.at,
        ),
    )
    return list(connection.execute(query))

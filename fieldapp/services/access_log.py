"""Who opened the data of which customer: written at each opening, read by auditors.

What lies on a phone is not opened here: which orders it held stands in the ledger.
"""

import logging
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select
from sqlalchemy.exc import DBAPIError

from fieldapp import clock, database
from fieldapp.ids import uuid7
from fieldapp.models import AccessEntry, AccessKind, User, WorkOrder

KEPT = timedelta(days=366)

log = logging.getLogger(__name__)


def note(user_id: str, work_order_ids: Iterable[str], kind: AccessKind) -> None:
    """Write who opened what; a full disk is told and keeps nobody from reading."""
    now = clock.now()
    rows = [
        {
            "id": uuid7(),
            "opened_at": now,
            "user_id": user_id,
            "work_order_id": work_order_id,
            "kind": kind,
        }
        for work_order_id in work_order_ids
    ]
    if not rows:
        return
    try:
        with database.writing() as connection:
            connection.execute(database.insert(AccessEntry), rows)
    except DBAPIError:
        log.exception("%s opened %s, and that could not be written", user_id, rows)


def listed(
    connection: Connection, number: int | None, *, page: int, size: int
) -> tuple[list[Row[Any]], int]:
    """Return the newest openings, of one order when its number is given, and how many.

    Each row holds opened_at, kind, work_order_id, number and user_name.
    """
    wanted = [] if number is None else [WorkOrder.number == number]
    joined = select(
        AccessEntry.opened_at,
        AccessEntry.kind,
        AccessEntry.work_order_id,
        WorkOrder.number,
        User.name.label("user_name"),
    ).outerjoin(WorkOrder, WorkOrder.id == AccessEntry.work_order_id)
    rows = (
        joined.outerjoin(User, User.id == AccessEntry.user_id)
        .where(*wanted)
        .order_by(AccessEntry.opened_at.desc(), AccessEntry.id.desc())
        .limit(size)
        .offset((page - 1) * size)
    )
    count = (
        select(func.count())
        .select_from(AccessEntry)
        .outerjoin(WorkOrder, WorkOrder.id == AccessEntry.work_order_id)
        .where(*wanted)
    )
    return list(connection.execute(rows)), connection.execute(count).scalar_one()


def forget_old() -> None:
    """Take out what is older than it is kept."""
    with database.writing() as connection:
        connection.execute(
            delete(AccessEntry).where(AccessEntry.opened_at < clock.now() - KEPT)
        )

"""A phone says which announced photos it no longer holds: the office learns of each."""

import json
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, select

from fieldapp import clock, database
from fieldapp.models import (
    Blob,
    Client,
    Evidence,
    LedgerBody,
    LedgerEntry,
    Purpose,
    WorkOrder,
)
from fieldapp.problem import Problem
from fieldapp.services import change_feed, issues
from fieldapp.services.issues import Subject
from fieldapp.sync.call import Person
from fieldapp.translating import gettext

SILENT_AFTER = timedelta(minutes=30)


def report(digests: list[str], person: Person, client_id: str | None) -> list[str]:
    """Open an issue for each that this person announced and that is lost; return them.

    What another phone of hers announced is lost once that one is silent: a phone
    whose browser threw everything away comes back as another client.
    """
    if not digests:
        return []
    now = clock.now()
    with database.writing() as connection:
        found = _announced(connection, digests, person.id)
        lost = [row for row in found if not _may_come(row, client_id, now)]
        rows = [issues.row_of(_subject(row, person.id), now) for row in lost]
        change_feed.announce(connection, issues.save(connection, rows), now)
    return list(dict.fromkeys(row.sha256 for row in lost))


def _may_come(row: Row[Any], client_id: str | None, now: datetime) -> bool:
    """Tell whether another phone still holds it, as far as one can know."""
    is_alive = row.revoked_at is None and now - row.seen_at < SILENT_AFTER
    return row.client_id != client_id and is_alive


def _announced(
    connection: Connection, digests: list[str], user_id: str
) -> list[Row[Any]]:
    query = (
        select(
            Evidence.sha256,
            Evidence.purpose,
            Evidence.operation_id,
            Evidence.work_order_id,
            WorkOrder.number,
            LedgerBody.body,
            LedgerEntry.client_id,
            Client.seen_at,
            Client.revoked_at,
        )
        .join(LedgerEntry, LedgerEntry.operation_id == Evidence.operation_id)
        .join(Client, Client.id == LedgerEntry.client_id)
        .join(WorkOrder, WorkOrder.id == Evidence.work_order_id)
        .join(LedgerBody, LedgerBody.operation_id == Evidence.operation_id)
        .outerjoin(Blob, Blob.sha256 == Evidence.sha256)
        .where(
            Evidence.user_id == user_id,
            Evidence.sha256.in_(digests),
            Blob.sha256.is_(None),
        )
    )
    return list(connection.execute(query))


def _subject(row: Row[Any], user_id: str) -> Subject:
    arguments = json.loads(row.body)["arguments"] if row.body else {}
    problem = Problem("missing_photo", sha256=row.sha256)
    is_photo = row.purpose == Purpose.PHOTO
    return Subject(
        operation_id=row.operation_id,
        name="attach_evidence" if is_photo else "sign_off",
        author_id=user_id,
        status="applied",
        problem=problem,
        message=problem.message(gettext),
        work_order_id=row.work_order_id,
        work_order_number=row.number,
        visit_id=arguments.get("visit_id"),
        item_id=arguments.get("item_id"),
    )

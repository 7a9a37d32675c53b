"""A phone says which announced photos it no longer holds: the office learns of each."""

import json
from typing import Any

from sqlalchemy import Connection, Row, select

from fieldapp import clock, database
from fieldapp.models import Blob, Evidence, LedgerBody, Purpose, WorkOrder
from fieldapp.problem import Problem
from fieldapp.services import change_feed, issues
from fieldapp.services.issues import Subject
from fieldapp.sync.call import Person
from fieldapp.translating import gettext


def report(digests: list[str], person: Person) -> None:
    """Open an issue for each that this person announced and that is not here."""
    if not digests:
        return
    now = clock.now()
    with database.writing() as connection:
        lost = _announced(connection, digests, person.id)
        rows = [issues.row_of(_subject(row, person.id), now) for row in lost]
        change_feed.announce(connection, issues.save(connection, rows), now)


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
        )
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

"""Reading work orders: documents for screens, rows for lists."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from fieldapp import clock, database
from fieldapp.database import AnyRow
from fieldapp.domain.documents import Document
from fieldapp.domain.summaries import queue_row
from fieldapp.models import Assignment, LedgerBody, LedgerEntry, User, Visit, WorkOrder
from fieldapp.problem import Problem
from fieldapp.services import documents, evidence, feed_window


def document(work_order_id: str) -> Document:
    """Return an order with what has arrived filled in; raises Problem not_found."""
    with database.reading() as connection:
        return _document(connection, WorkOrder.id == work_order_id)


def of_visit(visit_id: str, technician_id: str) -> Document:
    """Return the order of somebody's own visit; others' raise Problem not_found."""
    with database.reading() as connection:
        query = select(Visit.work_order_id).where(
            Visit.id == visit_id, Visit.technician_id == technician_id
        )
        order_id = connection.execute(query).scalar_one_or_none()
        return _document(connection, WorkOrder.id == order_id)


def visible_to(work_order_id: str, person_id: str, role: str) -> Document:
    """Return an order that the person may see; "not yours" is Problem not_found."""
    with database.reading() as connection:
        if role not in evidence.SEES_EVERYTHING:
            query = select(Assignment.visit_id).where(
                Assignment.work_order_id == work_order_id,
                Assignment.user_id == person_id,
                Assignment.ended_at.is_(None),
            )
            if connection.execute(query.limit(1)).scalar() is None:
                raise Problem("not_found")
        return _document(connection, WorkOrder.id == work_order_id)


def queue_of(technician_id: str, now: datetime | None = None) -> list[Document]:
    """Return the summary rows of a technician's visits that her phone holds."""
    with database.reading() as connection:
        zone = documents.organization(connection)["time_zone"]
        window = feed_window.around(now or clock.now(), zone)
        query = (
            select(WorkOrder.document)
            .distinct()
            .join(Visit, Visit.work_order_id == WorkOrder.id)
            .where(
                Visit.technician_id == technician_id,
                *feed_window.within(window.start, window.end),
            )
        )
        orders = [json.loads(text) for text in connection.execute(query).scalars()]
        return [
            _queue_row(connection, order, visit)
            for order in orders
            for visit in order["visits"]
            if visit["technician"]["id"] == technician_id and window.holds(visit)
        ]


def timeline(work_order_id: str) -> list[AnyRow]:
    """Return every entry of an order's history with its body and its author's name."""
    query = (
        select(LedgerEntry.__table__, LedgerBody.body, User.name.label("actor_name"))
        .outerjoin(LedgerBody, LedgerBody.operation_id == LedgerEntry.operation_id)
        .outerjoin(User, User.id == LedgerEntry.actor_id)
        .where(
            LedgerEntry.stream_kind == "work_order",
            LedgerEntry.stream_id == work_order_id,
        )
        .order_by(LedgerEntry.rev)
    )
    with database.reading() as connection:
        return list(connection.execute(query))


def _document(connection: Connection, which: Any) -> Document:
    query = select(WorkOrder.document).where(which)
    text = connection.execute(query).scalar_one_or_none()
    if text is None:
        raise Problem("not_found")
    order: Document = json.loads(text)
    evidence.mark_received(order, evidence.received(connection, evidence.shown(order)))
    return order


def _queue_row(connection: Connection, order: Document, visit: Document) -> Document:
    edition = documents.template_version(connection, visit["template_version_id"])
    return queue_row(order, visit, edition)

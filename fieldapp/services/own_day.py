"""A technician's orders of these days, as her phone would hold them."""

import json
from datetime import datetime

from sqlalchemy import Connection, select

from fieldapp.domain.documents import Document
from fieldapp.domain.summaries import queue_row
from fieldapp.models import Issue, User, Visit, WorkOrder
from fieldapp.problem import Problem
from fieldapp.services import documents, feed_window


def rows(connection: Connection, technician_id: str, now: datetime) -> list[Document]:
    """Return one summary row per visit of hers, 7 days back to 3 ahead."""
    return [
        queue_row(
            order,
            visit,
            documents.template_version(connection, visit["template_version_id"]),
        )
        for order in orders(connection, technician_id, now)
        for visit in order["visits"]
        if visit["technician"]["id"] == technician_id
    ]


def orders(connection: Connection, technician_id: str, now: datetime) -> list[Document]:
    """Return the orders with a visit of hers within these days."""
    zone = documents.organization(connection)["time_zone"]
    days = feed_window.around(now, zone)
    mine = select(Visit.work_order_id).where(
        Visit.technician_id == technician_id,
        Visit.window_start_at < days.end,
        Visit.window_end_at >= days.start,
    )
    query = select(WorkOrder.document).where(WorkOrder.id.in_(mine))
    texts = connection.execute(query.order_by(WorkOrder.id)).scalars()
    return [json.loads(text) for text in texts]


def issues(connection: Connection, technician_id: str) -> list[Document]:
    """Return what waits for her decision, oldest first."""
    query = select(Issue.document).where(Issue.author_id == technician_id)
    texts = connection.execute(query.order_by(Issue.opened_at, Issue.id)).scalars()
    return [json.loads(text) for text in texts]


def issue(connection: Connection, issue_id: str, technician_id: str) -> Document:
    """Return one issue; raises not_found also when it is somebody else's."""
    query = select(Issue.document).where(
        Issue.id == issue_id, Issue.author_id == technician_id
    )
    text = connection.execute(query).scalar_one_or_none()
    if text is None:
        raise Problem("not_found")
    found: Document = json.loads(text)
    return found


def choose_language(connection: Connection, user_id: str, language: str) -> None:
    """Keep the language that she reads in from now on."""
    table = User.__table__
    connection.execute(
        table.update().where(table.c.id == user_id).values(language=language)  # type: ignore[attr-defined]
    )

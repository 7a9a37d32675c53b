"""Orders by what the office asks for: one page, the total, the count of each phase."""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    case,
    desc,
    exists,
    func,
    or_,
    select,
)

from fieldapp.domain.documents import Document
from fieldapp.domain.phases import GONE_PHASES
from fieldapp.models import (
    Issue,
    IssueStatus,
    Role,
    User,
    UserStatus,
    Visit,
    WorkOrder,
)

UNFINISHED = ("open", "scheduled", "in_progress", "on_hold", "draft")
ESCAPE = "\\"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for; empty text means everything, `day` is a span of instants.

    `technician_id` "none" asks for orders that nobody was sent to.
    """

    text: str = ""
    phase: str = ""
    technician_id: str = ""
    service_type: str = ""
    day: tuple[datetime, datetime] | None = None
    sort: str = "urgency"


@dataclass(frozen=True, slots=True)
class Page:
    """Documents in the wanted order; `counts` ignores the wanted phase."""

    documents: list[Document]
    total: int
    counts: dict[str, int]
    issues: dict[str, int]


def find(connection: Connection, wanted: Wanted, *, page: int, size: int) -> Page:
    """Return one page; a page beyond the last is the last."""
    counts = _counts(connection, wanted)
    total = counts.get(wanted.phase, 0) if wanted.phase else sum(counts.values())
    last = max(1, -(-total // size))
    query = _narrowed(select(WorkOrder.document), wanted, by_phase=True)
    query = query.order_by(*_order(wanted.sort)).limit(size)
    rows = connection.execute(query.offset((min(page, last) - 1) * size)).scalars()
    documents = [json.loads(text) for text in rows]
    ids = [document["id"] for document in documents]
    return Page(documents, total, counts, _open_issues(connection, ids))


def document(connection: Connection, work_order_id: str) -> Document | None:
    """Return one order, None when there is none."""
    query = select(WorkOrder.document).where(WorkOrder.id == work_order_id)
    text = connection.execute(query).scalar_one_or_none()
    return None if text is None else json.loads(text)


def id_of(connection: Connection, number: int) -> str | None:
    """Return the id of the order that people call by this number."""
    query = select(WorkOrder.id).where(WorkOrder.number == number)
    return connection.execute(query).scalar()


def document_and_rev(
    connection: Connection, work_order_id: str
) -> tuple[Document, int] | None:
    """Return one order with its revision, None when there is none."""
    query = select(WorkOrder.document, WorkOrder.rev)
    row = connection.execute(query.where(WorkOrder.id == work_order_id)).one_or_none()
    return (json.loads(row.document), row.rev) if row else None


def issues(connection: Connection, work_order_id: str) -> list[Document]:
    """Return the issues of an order, oldest first."""
    query = (
        select(Issue.document)
        .where(Issue.work_order_id == work_order_id)
        .order_by(Issue.opened_at)
    )
    return [json.loads(text) for text in connection.execute(query).scalars()]


def technicians(connection: Connection) -> list[Document]:
    """Return id and name of everybody who can be sent, by first name."""
    query = select(User.id, User.name).where(
        User.role == Role.TECHNICIAN, User.status != UserStatus.DELETED
    )
    rows = connection.execute(query.order_by(User.name))
    return [{"id": row.id, "name": row.name} for row in rows]


def _counts(connection: Connection, wanted: Wanted) -> dict[str, int]:
    query = select(WorkOrder.phase, func.count()).group_by(WorkOrder.phase)
    rows = connection.execute(_narrowed(query, wanted, by_phase=False))
    return {row[0]: row[1] for row in rows}


def _open_issues(connection: Connection, ids: list[str]) -> dict[str, int]:
    query = (
        select(Issue.work_order_id, func.count())
        .where(Issue.work_order_id.in_(ids), Issue.status == IssueStatus.OPEN)
        .group_by(Issue.work_order_id)
    )
    return {str(id_): count for id_, count in connection.execute(query)} if ids else {}


def _narrowed(query: Any, wanted: Wanted, *, by_phase: bool) -> Any:
    if by_phase and wanted.phase:
        query = query.where(WorkOrder.phase == wanted.phase)
    if wanted.service_type:
        query = query.where(WorkOrder.service_type == wanted.service_type)
    if wanted.text:
        query = query.where(_says(wanted.text))
    if wanted.technician_id:
        query = query.where(_sent_to(wanted.technician_id))
    if wanted.day:
        start, end = wanted.day
        query = query.where(
            _visited(Visit.window_start_at >= start, Visit.window_start_at < end)
        )
    return query


def _says(text: str) -> ColumnElement[bool]:
    """Find part of a name or district, a protocol's start, an order's whole number."""
    plain = re.sub(r"([\\%_])", r"\\\1", text)
    found: list[ColumnElement[bool]] = [
        WorkOrder.customer_name.ilike(f"%{plain}%", escape=ESCAPE),
        WorkOrder.district.ilike(f"%{plain}%", escape=ESCAPE),
        WorkOrder.protocol_number.like(f"{plain}%", escape=ESCAPE),
    ]
    digits = text.upper().removeprefix("OS").replace(".", "").strip()
    if digits.isascii() and digits.isdigit() and len(digits) < 19:  # noqa: PLR2004 # 2^63
        found.append(WorkOrder.number == int(digits))
    return or_(*found)


def _sent_to(technician_id: str) -> ColumnElement[bool]:
    if technician_id == "none":
        return ~_visited()
    return _visited(Visit.technician_id == technician_id)


def _visited(*conditions: ColumnElement[bool]) -> ColumnElement[bool]:
    kept = Visit.phase.not_in(GONE_PHASES)
    return exists().where(Visit.work_order_id == WorkOrder.id, kept, *conditions)


def _order(sort: str) -> list[Any]:
    """Put first what is not finished by its window, then the latest finished."""
    window = (
        select(func.max(Visit.window_start_at))
        .where(Visit.work_order_id == WorkOrder.id, Visit.phase.not_in(GONE_PHASES))
        .scalar_subquery()
    )
    columns: dict[str, ColumnElement[Any]] = {
        "number": WorkOrder.number.expression,
        "customer": func.lower(WorkOrder.customer_name),
        "window": window,
        "due": WorkOrder.due_at.expression,
    }
    name = sort.removeprefix("-")
    if name in columns:
        column = columns[name]
        return [desc(column) if sort.startswith("-") else column, WorkOrder.number]
    is_unfinished = WorkOrder.phase.in_(UNFINISHED)
    return [
        case((is_unfinished, 0), else_=1),
        case((is_unfinished, func.coalesce(window, WorkOrder.due_at))),
        desc(func.coalesce(window, WorkOrder.opened_at)),
        WorkOrder.number,
    ]

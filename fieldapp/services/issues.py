"""Issues: what was not plainly applied waits here for a person's decision."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import Connection, func, select
from sqlalchemy import update as sql_update

from fieldapp import clock, database
from fieldapp.domain.documents import Document
from fieldapp.models import Issue, IssueStatus, LedgerBody, LedgerEntry, User
from fieldapp.problem import Problem
from fieldapp.services.change_feed import News
from fieldapp.services.json_text import compact

CHOICES = {
    "parked": ["apply", "close"],
    "conflict": ["keep", "apply"],
    "rejected": ["close"],
    "applied": ["close"],
}


@dataclass(frozen=True, slots=True)
class Subject:
    """The operation that an issue is about."""

    operation_id: str
    name: str
    author_id: str
    status: str
    problem: Problem
    message: str
    work_order_id: str | None
    work_order_number: int | None
    visit_id: str | None
    item_id: str | None = None


def row_of(subject: Subject, now: datetime) -> dict[str, Any]:
    """Return the issue's row, the document that travels included."""
    id_ = _id_of(subject)
    return {
        "id": id_,
        "status": "open",
        "operation_id": subject.operation_id,
        "author_id": subject.author_id,
        "work_order_id": subject.work_order_id,
        "reason": subject.problem.code,
        "document": compact(_document(id_, subject, now)),
        "rev": 1,
        "opened_at": now,
    }


def save(connection: Connection, rows: list[dict[str, Any]]) -> list[News]:
    """Open the issues and return what their authors' phones learn."""
    if not rows:
        return []
    connection.execute(database.insert(Issue).on_conflict_do_nothing(), rows)
    return [News(row["author_id"], "issue", row["id"]) for row in rows]


def hold(
    connection: Connection, issue_id: object, actor_id: str, *, sees_all: bool
) -> Document | None:
    """Lock an issue and return its document; None when the actor has none such."""
    query = select(Issue.document).where(Issue.id == str(issue_id))
    if not sees_all:
        query = query.where(Issue.author_id == actor_id)
    text = connection.execute(query.with_for_update()).scalar_one_or_none()
    return json.loads(text) if text else None


def update(connection: Connection, document: Document) -> list[News]:
    """Keep a decision and return what the author's phone learns."""
    query = (
        sql_update(Issue)
        .where(Issue.id == document["id"])
        .values(
            status=document["status"],
            document=compact(document),
            rev=Issue.rev + 1,
        )
        .returning(Issue.author_id)
    )
    author: str = connection.execute(query).scalar_one()
    return [News(author, "issue", document["id"])]


def count_open(connection: Connection) -> int:
    """Return how many things wait for a decision."""
    query = select(func.count()).where(Issue.status == IssueStatus.OPEN)
    return connection.execute(query).scalar_one()


def listed(connection: Connection, status: str, size: int) -> list[Document]:
    """Return the issues of a status with their authors, the newest first."""
    query = (
        select(Issue.document, User.name)
        .outerjoin(User, User.id == Issue.author_id)
        .where(Issue.status == status)
        .order_by(Issue.opened_at.desc(), Issue.id)
        .limit(size)
    )
    rows = connection.execute(query)
    return [{**json.loads(text), "author": name} for text, name in rows]


def found(connection: Connection, issue_id: str) -> Document | None:
    """Return one issue with its author and the operation that it is about."""
    query = (
        select(
            Issue.document,
            Issue.author_id,
            User.name,
            User.role,
            LedgerEntry.happened_at,
            LedgerEntry.received_at,
            LedgerEntry.status,
            LedgerBody.body,
        )
        .outerjoin(User, User.id == Issue.author_id)
        .outerjoin(LedgerEntry, LedgerEntry.operation_id == Issue.operation_id)
        .outerjoin(LedgerBody, LedgerBody.operation_id == Issue.operation_id)
        .where(Issue.id == issue_id)
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        return None
    return {
        **json.loads(row.document),
        "author": {"id": row.author_id, "name": row.name, "role": str(row.role)},
        "operation": {
            "happened_at": clock.to_text(row.happened_at) if row.happened_at else None,
            "received_at": clock.to_text(row.received_at) if row.received_at else None,
            "status": row.status,
            "content": json.loads(row.body) if row.body else None,
        },
    }


def id_about(code: str, about: str) -> str:
    """Return the id of the issue that a problem of this operation opened."""
    return str(uuid5(NAMESPACE_URL, f"issue:{code}:{about}"))


def _id_of(subject: Subject) -> str:
    """Return an id that a replay finds again.

    Late work is one issue a visit: forty late answers are one decision. A reused
    operation id is told apart from the entry that rightly bears it.
    """
    about = subject.operation_id
    if subject.problem.code == "late_work":
        about = f"{subject.visit_id}/{subject.author_id}"
    return id_about(subject.problem.code, about)


def _document(id_: str, subject: Subject, now: datetime) -> Document:
    details = subject.problem.details
    return {
        "id": id_,
        "status": "open",
        "operation_id": subject.operation_id,
        "operation_name": subject.name,
        "work_order_id": subject.work_order_id,
        "work_order_number": subject.work_order_number,
        "visit_id": subject.visit_id,
        "item_id": subject.item_id,
        "reason": subject.problem.code,
        "message": subject.message,
        "details": details,
        "to_name": details.get("to_name"),
        "at": details.get("at") or clock.to_text(now),
        "choices": CHOICES[subject.status],
        "resolution": None,
        "author_decision": None,
    }

"""Issues: what was not plainly applied waits here for a person's decision."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import Connection, select
from sqlalchemy import update as sql_update

from fieldapp import clock, database
from fieldapp.domain.documents import Document
from fieldapp.models import Issue
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


def _id_of(subject: Subject) -> str:
    """Return an id that a replay finds again.

    Late work is one issue a visit: forty late answers are one decision. A reused
    operation id is told apart from the entry that rightly bears it.
    """
    about = subject.operation_id
    if subject.problem.code == "late_work":
        about = f"{subject.visit_id}/{subject.author_id}"
    return str(uuid5(NAMESPACE_URL, f"issue:{subject.problem.code}:{about}"))


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
        "reason": subject.problem.code,
        "message": subject.message,
        "details": details,
        "to_name": details.get("to_name"),
        "at": details.get("at") or clock.to_text(now),
        "choices": CHOICES[subject.status],
        "resolution": None,
    }

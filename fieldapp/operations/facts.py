"""What a technician records (mirror: service_worker/operations/facts.js)."""

from fieldapp.domain.documents import Document
from fieldapp.domain.visits import is_gone
from fieldapp.operations.context import Context
from fieldapp.problem import Problem


def take_fact(visit: Document, context: Context) -> None:
    """Prepare the visit for a new fact; after it no earlier step is undone.

    A fact is taken in every phase: one that comes after the office took the visit
    away is kept with the visit and flagged as late work.
    """
    visit["undo"] = None
    note_late(visit, context)


def note_late(visit: Document, context: Context) -> None:
    """Flag what comes after the office took the visit away, and say to whom and when.

    `at` is when the office did it, `to_name` who has the order now, if anybody.
    """
    if not is_gone(visit):
        return
    visit["late_work"] = True
    context.notices.append(
        Problem(
            "late_work",
            visit_id=visit["id"],
            to_name=visit["moved_to"]["name"] if visit["moved_to"] else None,
            at=visit["ended_at"],
        )
    )

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
    if is_gone(visit):
        visit["late_work"] = True
        context.notices.append(Problem("late_work", visit_id=visit["id"]))


def change_signed_part(visit: Document) -> None:
    """Mark the visit when somebody has already signed what it held before."""
    if visit["sign_offs"]:
        visit["changed_after_sign_off"] = True

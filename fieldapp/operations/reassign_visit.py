"""Give a visit to another technician; the office's, without a mirror."""

from dataclasses import dataclass

from fieldapp.domain.documents import Document
from fieldapp.domain.phases import UNFINISHED_PHASES
from fieldapp.domain.visits import find_visit
from fieldapp.domain.work_orders import follow_visits
from fieldapp.operations.arguments import Arguments, Id, Technician, Window, Words
from fieldapp.operations.context import Context
from fieldapp.operations.guards import require_role
from fieldapp.operations.office import (
    is_overtaken,
    mark_changed,
    plan_visit,
    shown_window,
)
from fieldapp.problem import Problem

VERSION = 1


@dataclass(frozen=True, slots=True)
class ReassignVisit(Arguments):
    """Who takes over; without a window the promised one stays."""

    visit_id: Id
    new_visit_id: Id
    technician: Technician
    window: Window | None = None
    reason: Words | None = None


def authorize(_order: Document, _change: ReassignVisit, context: Context) -> None:
    """Dispatchers, supervisors and administrators assign."""
    require_role("plan_work", context)


def apply(order: Document, change: ReassignVisit, context: Context) -> Document:
    """End the visit and plan a new one; late work stays with the old one.

    Where somebody else was faster, that plan stands and the author learns of both.
    """
    visit = find_visit(order, change.visit_id)
    if is_overtaken(order, "technician", change.technician["name"], context):
        return order
    if change.window and is_overtaken(
        order, "window", shown_window(change.window), context
    ):
        return order
    if visit["phase"] not in UNFINISHED_PHASES:
        raise Problem("transition_illegal", step="reassign_visit", phase=visit["phase"])
    window = change.window or visit["window"]
    plan_visit(
        order,
        change.new_visit_id,
        change.technician,
        window,
        visit["template_version_id"],
    )
    visit["phase"] = "reassigned"
    visit["ended_at"] = context.happened_at
    visit["moved_to"] = {
        **change.technician,
        "at": context.happened_at,
        "reason": change.reason,
    }
    visit["undo"] = None
    mark_changed(order, "technician", change.technician["name"], context)
    mark_changed(order, "window", shown_window(window), context)
    follow_visits(order)
    return order

"""Open a finished order again; the office's, without a mirror."""

from dataclasses import dataclass

from fieldapp.domain.documents import Document
from fieldapp.domain.work_orders import follow_visits
from fieldapp.operations.arguments import Arguments, Id, Technician, Text, Window
from fieldapp.operations.context import Context
from fieldapp.operations.guards import require_role
from fieldapp.operations.office import (
    forget_undo,
    mark_changed,
    plan_visit,
    require_phase,
    shown_window,
)

VERSION = 1


@dataclass(frozen=True, slots=True)
class ReopenWorkOrder(Arguments):
    """Why, and who goes when."""

    reason: Text
    visit_id: Id
    technician: Technician
    window: Window
    template_version_id: Id


def authorize(_order: Document, _act: ReopenWorkOrder, context: Context) -> None:
    """Supervisors and administrators reopen."""
    require_role("override", context)


def apply(order: Document, act: ReopenWorkOrder, context: Context) -> Document:
    """Plan a new visit; the old one keeps its signature and what it was bound to."""
    require_phase(
        order, "reopen_work_order", "completing", "completed", "closed", "cancelled"
    )
    plan_visit(order, act.visit_id, act.technician, act.window, act.template_version_id)
    forget_undo(order)
    order["completed_at"] = order["closed"] = order["cancelled"] = None
    mark_changed(order, "window", shown_window(act.window), context)
    follow_visits(order)
    return order

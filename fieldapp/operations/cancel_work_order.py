"""Cancel an order; the office's, without a mirror."""

from dataclasses import dataclass

from fieldapp.domain.documents import Document
from fieldapp.domain.work_orders import follow_visits
from fieldapp.operations.arguments import Arguments, Text
from fieldapp.operations.context import Context, author
from fieldapp.operations.guards import require_role
from fieldapp.operations.office import forget_undo, require_phase, unfinished_visits

VERSION = 1


@dataclass(frozen=True, slots=True)
class CancelWorkOrder(Arguments):
    """Why nobody has to go any more."""

    reason: Text


def authorize(_order: Document, _act: CancelWorkOrder, context: Context) -> None:
    """Dispatchers, supervisors and administrators cancel."""
    require_role("plan_work", context)


def apply(order: Document, act: CancelWorkOrder, context: Context) -> Document:
    """Cancel the order and every visit that has not ended; finished ones stay."""
    require_phase(
        order,
        "cancel_work_order",
        "draft",
        "open",
        "scheduled",
        "in_progress",
        "on_hold",
    )
    for visit in unfinished_visits(order):
        visit["phase"] = "cancelled"
        visit["ended_at"] = context.happened_at
    forget_undo(order)
    order["cancelled"] = {
        "reason": act.reason,
        "by": author(context),
        "at": context.happened_at,
    }
    follow_visits(order)
    return order

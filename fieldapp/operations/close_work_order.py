"""Close an order; the office's, without a mirror."""

from dataclasses import dataclass

from fieldapp.domain.documents import Document
from fieldapp.domain.work_orders import follow_visits
from fieldapp.operations.arguments import Arguments, Words
from fieldapp.operations.context import Context, author
from fieldapp.operations.guards import require_role
from fieldapp.operations.office import forget_undo, require_phase

VERSION = 1


@dataclass(frozen=True, slots=True)
class CloseWorkOrder(Arguments):
    """What the office adds when it closes."""

    note: Words | None = None


def authorize(order: Document, _act: CloseWorkOrder, context: Context) -> None:
    """Planners close; an exception only those close who may override readings."""
    has_exception = any(visit["has_exception"] for visit in order["visits"])
    require_role("override" if has_exception else "plan_work", context)


def apply(order: Document, act: CloseWorkOrder, context: Context) -> Document:
    """Close an order whose proof is complete, or one that nobody will visit again."""
    require_phase(order, "close_work_order", "open", "on_hold", "completed")
    forget_undo(order)
    order["closed"] = {
        "note": act.note,
        "by": author(context),
        "at": context.happened_at,
    }
    follow_visits(order)
    return order

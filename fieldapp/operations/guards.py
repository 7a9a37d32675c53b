"""Who may perform an operation (mirror: service_worker/operations/guards.js)."""

from fieldapp.domain.documents import Document
from fieldapp.domain.permissions import may
from fieldapp.domain.visits import find_visit
from fieldapp.operations.context import Context
from fieldapp.problem import Problem


def require_role(action: str, context: Context) -> None:
    """Raise Problem role when the actor's role has no scope in the action."""
    if not may(context.actor["role"], action):
        raise Problem("role", action=action)


def require_assigned(action: str, context: Context) -> None:
    """Let only somebody act who has or had a visit of this order."""
    require_role(action, context)
    if not context.was_assigned:
        raise Problem("work_order_unknown")


def require_own_visit(order: Document, visit_id: str, context: Context) -> None:
    """Let only the technician of the visit act on it, during it and later.

    A visit of somebody else looks like one that does not exist.
    """
    require_assigned("perform_visit", context)
    visit = find_visit(order, visit_id)
    if visit["technician"]["id"] != context.actor["id"]:
        raise Problem("visit_unknown", visit_id=visit_id)

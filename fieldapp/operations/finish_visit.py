"""Finish the visit (mirror: service_worker/operations/finish_visit.js)."""

from dataclasses import dataclass

from fieldapp.domain.checklists import has_exception, missing
from fieldapp.domain.documents import Document
from fieldapp.domain.visits import find_visit, refuse_illegal
from fieldapp.domain.work_orders import follow_visits
from fieldapp.operations.arguments import Arguments, Id
from fieldapp.operations.checklist import items_of
from fieldapp.operations.context import Context
from fieldapp.operations.guards import require_own_visit
from fieldapp.operations.steps import take_step
from fieldapp.problem import Problem

VERSION = 1


@dataclass(frozen=True, slots=True)
class FinishVisit(Arguments):
    """She says that the work is done."""

    visit_id: Id


def authorize(order: Document, step: FinishVisit, context: Context) -> None:
    """Only the technician of the visit takes its steps."""
    require_own_visit(order, step.visit_id, context)


def apply(order: Document, step: FinishVisit, context: Context) -> Document:
    """Complete the visit; a red reading that nobody overrode makes it an exception.

    Every required item that is shown has its answer, and somebody has signed or there
    is a reason why nobody did.
    """
    visit = find_visit(order, step.visit_id)
    refuse_illegal(visit, "finish_visit")
    items = items_of(order, visit, context)
    gaps = missing(items, visit)
    if gaps:
        raise Problem("checklist_incomplete", count=len(gaps), missing=gaps)
    if not visit["sign_offs"]:
        raise Problem("sign_off_missing")

    take_step(
        visit,
        "finish_visit",
        context,
        ended_at=visit["ended_at"] or context.happened_at,
        has_exception=has_exception(items, visit),
    )
    order["completed_at"] = None
    follow_visits(order)
    return order

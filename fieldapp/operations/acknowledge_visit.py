"""Take note of a planned visit.

Mirror: service_worker/operations/acknowledge_visit.js.
"""

from dataclasses import dataclass

from fieldapp.domain.documents import Document
from fieldapp.domain.visits import find_visit
from fieldapp.domain.work_orders import follow_visits
from fieldapp.operations.arguments import Arguments, Id
from fieldapp.operations.context import Context
from fieldapp.operations.guards import require_own_visit
from fieldapp.operations.steps import take_step

VERSION = 1


@dataclass(frozen=True, slots=True)
class AcknowledgeVisit(Arguments):
    """She opened the order for the first time."""

    visit_id: Id


def authorize(order: Document, step: AcknowledgeVisit, context: Context) -> None:
    """Only the technician of the visit takes its steps."""
    require_own_visit(order, step.visit_id, context)


def apply(order: Document, step: AcknowledgeVisit, context: Context) -> Document:
    """Let the office see that the technician knows of the visit."""
    visit = find_visit(order, step.visit_id)
    take_step(visit, "acknowledge_visit", context)
    follow_visits(order)
    return order

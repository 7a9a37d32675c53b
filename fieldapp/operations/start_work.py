"""Start the work (mirror: service_worker/operations/start_work.js)."""

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
class StartWork(Arguments):
    """She begins what the order asks for."""

    visit_id: Id


def authorize(order: Document, step: StartWork, context: Context) -> None:
    """Only the technician of the visit takes its steps."""
    require_own_visit(order, step.visit_id, context)


def apply(order: Document, step: StartWork, context: Context) -> Document:
    """Go to work; skipping travel and arrival is legal."""
    visit = find_visit(order, step.visit_id)
    take_step(visit, "start_work", context)
    follow_visits(order)
    return order

"""Leave for the customer (mirror: service_worker/operations/start_travel.js)."""

from dataclasses import dataclass

from fieldapp.domain.documents import Document
from fieldapp.domain.visits import find_visit
from fieldapp.domain.work_orders import follow_visits
from fieldapp.operations.arguments import Arguments, Id, Position
from fieldapp.operations.context import Context
from fieldapp.operations.guards import require_own_visit
from fieldapp.operations.steps import take_step

VERSION = 1


@dataclass(frozen=True, slots=True)
class StartTravel(Arguments):
    """She leaves, from where she is or without a place."""

    visit_id: Id
    position: Position


def authorize(order: Document, step: StartTravel, context: Context) -> None:
    """Only the technician of the visit takes its steps."""
    require_own_visit(order, step.visit_id, context)


def apply(order: Document, step: StartTravel, context: Context) -> Document:
    """Go on the way; the place of the first departure stays."""
    visit = find_visit(order, step.visit_id)
    positions = {"travel_started_at": step.position, **visit["positions"]}
    take_step(visit, "start_travel", context, positions=positions)
    follow_visits(order)
    return order

"""Arrive at the customer (mirror: service_worker/operations/arrive_on_site.js)."""

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
class ArriveOnSite(Arguments):
    """She is at the site, with its place or without."""

    visit_id: Id
    position: Position


def authorize(order: Document, step: ArriveOnSite, context: Context) -> None:
    """Only the technician of the visit takes its steps."""
    require_own_visit(order, step.visit_id, context)


def apply(order: Document, step: ArriveOnSite, context: Context) -> Document:
    """Be on site; the place of the first arrival stays."""
    visit = find_visit(order, step.visit_id)
    positions = {"arrived_at": step.position, **visit["positions"]}
    take_step(visit, "arrive_on_site", context, positions=positions)
    follow_visits(order)
    return order

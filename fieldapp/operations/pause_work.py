"""Pause the visit (mirror: service_worker/operations/pause_work.js)."""

from dataclasses import dataclass

from fieldapp.domain.documents import Document
from fieldapp.domain.visits import find_visit
from fieldapp.domain.work_orders import follow_visits
from fieldapp.operations.arguments import Arguments, Id, PauseReason
from fieldapp.operations.context import Context
from fieldapp.operations.guards import require_own_visit
from fieldapp.operations.steps import take_step

VERSION = 1


@dataclass(frozen=True, slots=True)
class PauseWork(Arguments):
    """She stops for a while and says why."""

    visit_id: Id
    reason_code: PauseReason


def authorize(order: Document, step: PauseWork, context: Context) -> None:
    """Only the technician of the visit takes its steps."""
    require_own_visit(order, step.visit_id, context)


def apply(order: Document, step: PauseWork, context: Context) -> Document:
    """Pause, and remember from where."""
    visit = find_visit(order, step.visit_id)
    pause = {
        "reason_code": step.reason_code,
        "from_phase": visit["phase"],
        "happened_at": context.happened_at,
    }
    take_step(visit, "pause_work", context, pause=pause)
    follow_visits(order)
    return order

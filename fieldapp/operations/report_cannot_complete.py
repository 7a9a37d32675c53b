"""Say why the visit cannot be done.

Mirror: service_worker/operations/report_cannot_complete.js.
"""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from fieldapp.domain.documents import Document
from fieldapp.domain.visits import find_visit
from fieldapp.domain.work_orders import follow_visits
from fieldapp.operations.arguments import (
    MAXIMUM_EVIDENCE,
    Arguments,
    Code,
    Id,
    Position,
    Sha256,
    Window,
    Words,
)
from fieldapp.operations.context import Context
from fieldapp.operations.guards import require_own_visit
from fieldapp.operations.steps import take_step
from fieldapp.problem import Problem

VERSION = 1


@dataclass(frozen=True, slots=True)
class ReportCannotComplete(Arguments):
    """A reason of the catalogue with its proof, and a window that the customer wants.

    Missing proof is never a refusal: it only keeps the reason from stopping the clock.
    """

    visit_id: Id
    reason_code: Code
    evidence: Annotated[list[Sha256], Field(max_length=MAXIMUM_EVIDENCE)]
    position: Position
    text: Words | None = None
    wanted_window: Window | None = None


def authorize(order: Document, report: ReportCannotComplete, context: Context) -> None:
    """Only the technician of the visit reports."""
    require_own_visit(order, report.visit_id, context)


def apply(order: Document, report: ReportCannotComplete, context: Context) -> Document:
    """End the visit; the order is open again, or closed when the reason closes it."""
    visit = find_visit(order, report.visit_id)
    reason = context.catalogue["reasons"].get(report.reason_code)
    if reason is None:
        raise Problem("reason_unknown", reason_code=report.reason_code)

    cannot_complete = {
        "reason_code": report.reason_code,
        "sla": reason["sla"],
        "text": report.text,
        "evidence": report.evidence,
        "position": report.position,
        "wanted_window": report.wanted_window,
        "happened_at": context.happened_at,
    }
    take_step(visit, "report_cannot_complete", context, cannot_complete=cannot_complete)
    follow_visits(order)
    return order

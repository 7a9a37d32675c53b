"""Confirm that all proof has arrived; the office's, without a mirror."""

from dataclasses import dataclass

from fieldapp.domain.documents import Document
from fieldapp.domain.work_orders import follow_visits
from fieldapp.operations.arguments import Arguments
from fieldapp.operations.context import Context
from fieldapp.operations.guards import require_role
from fieldapp.operations.office import require_phase

VERSION = 1


@dataclass(frozen=True, slots=True)
class ConfirmEvidence(Arguments):
    """The host has verified every photo and signature of the order."""


def authorize(_order: Document, _act: ConfirmEvidence, context: Context) -> None:
    """Only the system confirms."""
    require_role("confirm_evidence", context)


def apply(order: Document, _act: ConfirmEvidence, context: Context) -> Document:
    """Complete the order; a step undone or a photo added later takes this back."""
    require_phase(order, "confirm_evidence", "completing")
    order["completed_at"] = context.happened_at
    follow_visits(order)
    return order

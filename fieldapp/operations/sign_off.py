"""Accept or refuse the work (mirror: service_worker/operations/sign_off.js)."""

from dataclasses import dataclass
from typing import Literal

from fieldapp.domain.after_sign_off import all_signed
from fieldapp.domain.contacts import SIGNED_OUTCOMES
from fieldapp.domain.documents import Document
from fieldapp.domain.phases import ARRIVED_PHASES
from fieldapp.domain.visits import find_visit, is_gone
from fieldapp.domain.work_orders import follow_visits
from fieldapp.operations.arguments import Arguments, Id, Position, Sha256, Short, Words
from fieldapp.operations.context import Context, author
from fieldapp.operations.facts import take_fact
from fieldapp.operations.guards import require_own_visit
from fieldapp.problem import Problem

VERSION = 1


@dataclass(frozen=True, slots=True)
class SignOff(Arguments):
    """An act of acceptance, or why there is none, bound to what was shown."""

    visit_id: Id
    outcome: Literal["signed", "signed_by_other", "refused", "absent", "minor_only"]
    manifest_sha256: Sha256
    consent_version: Short
    position: Position
    signature_sha256: Sha256 | None = None
    signer_name: Short | None = None
    signer_role: (
        Literal["holder", "spouse", "resident", "doorman", "employee", "other"] | None
    ) = None
    signer_document: Short | None = None
    reason: Words | None = None


def authorize(order: Document, act: SignOff, context: Context) -> None:
    """Only the technician of the visit collects the act."""
    require_own_visit(order, act.visit_id, context)


def apply(order: Document, act: SignOff, context: Context) -> Document:
    """Add the act; what was signed before stays, bound to its own manifest.

    The bytes of manifest and signature travel apart, so the order waits for them again.
    Who signs after the office took the visit away signs all the same: it is late work.
    """
    visit = find_visit(order, act.visit_id)
    if not is_gone(visit) and visit["phase"] not in ARRIVED_PHASES:
        raise Problem("transition_illegal", step="sign_off", phase=visit["phase"])
    if act.outcome in SIGNED_OUTCOMES and act.signature_sha256 is None:
        raise Problem("arguments_invalid", field="signature_sha256")

    take_fact(visit, context)
    visit["sign_offs"].append(
        {
            "id": context.operation_id,
            "outcome": act.outcome,
            "signature_sha256": act.signature_sha256,
            "manifest_sha256": act.manifest_sha256,
            "signer_name": act.signer_name,
            "signer_role": act.signer_role,
            "signer_document": act.signer_document,
            "consent_version": act.consent_version,
            "position": act.position,
            "reason": act.reason,
            "happened_at": context.happened_at,
            "by": author(context),
        }
    )
    all_signed(visit)
    order["completed_at"] = None
    follow_visits(order)
    return order

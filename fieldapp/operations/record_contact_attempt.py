"""Record how the customer was tried.

Mirror: service_worker/operations/record_contact_attempt.js.
"""

from dataclasses import dataclass
from typing import Literal

from fieldapp.domain.documents import Document
from fieldapp.domain.visits import find_visit
from fieldapp.operations.arguments import Arguments, Id, Short
from fieldapp.operations.context import Context
from fieldapp.operations.facts import take_fact
from fieldapp.operations.guards import require_own_visit

VERSION = 1


@dataclass(frozen=True, slots=True)
class RecordContactAttempt(Arguments):
    """One attempt; its time is proof when nobody opens."""

    visit_id: Id
    channel: Literal["phone", "whatsapp", "doorbell", "intercom"]
    outcome: Short


def authorize(order: Document, attempt: RecordContactAttempt, context: Context) -> None:
    """Only the technician of the visit records."""
    require_own_visit(order, attempt.visit_id, context)


def apply(order: Document, attempt: RecordContactAttempt, context: Context) -> Document:
    """Add the attempt to the visit, in every phase."""
    visit = find_visit(order, attempt.visit_id)
    take_fact(visit, context)
    visit["contact_attempts"].append(
        {
            "id": context.operation_id,
            "channel": attempt.channel,
            "outcome": attempt.outcome,
            "happened_at": context.happened_at,
        }
    )
    return order

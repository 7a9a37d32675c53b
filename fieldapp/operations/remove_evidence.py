"""Take a photo out (mirror: service_worker/operations/remove_evidence.js)."""

from dataclasses import dataclass

from fieldapp.domain.after_sign_off import photo_removed
from fieldapp.domain.documents import Document
from fieldapp.domain.visits import find_visit
from fieldapp.operations.arguments import Arguments, Id, Sha256, Words
from fieldapp.operations.context import Context, author
from fieldapp.operations.facts import take_fact
from fieldapp.operations.guards import require_own_visit
from fieldapp.problem import Problem

VERSION = 1


@dataclass(frozen=True, slots=True)
class RemoveEvidence(Arguments):
    """The photo is marked as removed, by whom and why; nothing is deleted."""

    visit_id: Id
    sha256: Sha256
    reason: Words | None = None


def authorize(order: Document, removal: RemoveEvidence, context: Context) -> None:
    """Only the technician of the visit removes."""
    require_own_visit(order, removal.visit_id, context)


def apply(order: Document, removal: RemoveEvidence, context: Context) -> Document:
    """Mark every entry of the photo that is not marked yet."""
    visit = find_visit(order, removal.visit_id)
    photos = [photo for photo in visit["evidence"] if photo["sha256"] == removal.sha256]
    if not photos:
        raise Problem("evidence_unknown", sha256=removal.sha256)

    take_fact(visit, context)
    photo_removed(visit, removal.sha256)
    for photo in photos:
        photo["removed"] = photo["removed"] or {
            "at": context.happened_at,
            "reason": removal.reason,
            "by": author(context),
        }
    return order

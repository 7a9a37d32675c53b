"""Attach a photo (mirror: service_worker/operations/attach_evidence.js)."""

from dataclasses import dataclass

from fieldapp.domain.after_sign_off import photo_added
from fieldapp.domain.documents import Document
from fieldapp.domain.visits import find_visit
from fieldapp.domain.work_orders import follow_visits
from fieldapp.operations.arguments import (
    Arguments,
    Count,
    Id,
    Instant,
    MediaType,
    Position,
    Sha256,
    Slug,
    Words,
)
from fieldapp.operations.context import Context, author
from fieldapp.operations.facts import take_fact
from fieldapp.operations.guards import require_own_visit

VERSION = 1


@dataclass(frozen=True, slots=True)
class AttachEvidence(Arguments):
    """A photo by its digest; `repeats` is the digest of the one that it repeats."""

    visit_id: Id
    sha256: Sha256
    size_bytes: Count
    media_type: MediaType
    taken_at: Instant
    position: Position
    item_id: Slug | None = None
    caption: Words | None = None
    repeats: Sha256 | None = None


def authorize(order: Document, photo: AttachEvidence, context: Context) -> None:
    """Only the technician of the visit attaches, also after it was taken away."""
    require_own_visit(order, photo.visit_id, context)


def apply(order: Document, photo: AttachEvidence, context: Context) -> Document:
    """Announce the photo; its bytes travel apart, so the order waits for them again."""
    visit = find_visit(order, photo.visit_id)
    take_fact(visit, context)
    photo_added(visit, photo.sha256)
    visit["evidence"].append(
        {
            "sha256": photo.sha256,
            "size_bytes": photo.size_bytes,
            "media_type": photo.media_type,
            "item_id": photo.item_id,
            "caption": photo.caption,
            "taken_at": photo.taken_at,
            "position": photo.position,
            "repeats": photo.repeats,
            "by": author(context),
            "removed": None,
            "received": False,
        }
    )
    order["completed_at"] = None
    follow_visits(order)
    return order

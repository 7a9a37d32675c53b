"""Whether each anchor is signed, follows the one before and has the leaves it says."""

from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, select

from fieldapp.models import Anchor, AnchoredHead
from fieldapp.services import anchors, merkle, signing_key
from fieldapp.services.anchors import Head
from fieldapp.services.ledger import ZERO_HEAD

SENTENCES = {
    "missing": "an anchor before it is missing",
    "does_not_follow": "it does not name the anchor before it",
    "not_signed": "its signature does not match what it says",
    "other_key": "it was signed by a key that is not ours",
    "leaves_changed": "the heads under it were changed",
}


@dataclass(frozen=True, slots=True)
class Fault:
    """One anchor that does not hold."""

    number: int
    reason: str

    @property
    def sentence(self) -> str:
        """What is wrong with it."""
        return SENTENCES[self.reason]


def heads(connection: Connection) -> dict[str, Head]:
    """Return every head that an anchor names, by its digest."""
    query = select(
        AnchoredHead.stream_kind,
        AnchoredHead.stream_id,
        AnchoredHead.rev,
        AnchoredHead.head,
    )
    return {row.head: Head(*row) for row in connection.execute(query)}


def verify(connection: Connection, trusted: set[str]) -> tuple[int, list[Fault]]:
    """Return how many anchors there are and which of them do not hold."""
    number, previous, faults = 0, ZERO_HEAD, []
    rows = list(connection.execute(select(Anchor.__table__).order_by(Anchor.number)))
    for anchor in rows:
        reason = _reason(connection, anchor, number, previous, trusted)
        if reason:
            faults.append(Fault(anchor.number, reason))
        number, previous = anchor.number, sha256(anchors.statement(anchor)).hexdigest()
    return len(rows), faults


def _reason(
    connection: Connection, anchor: Any, number: int, previous: str, trusted: set[str]
) -> str | None:
    if anchor.number != number + 1:
        return "missing"
    stated = anchors.statement(anchor)
    if not signing_key.is_signed(anchor.public_key, anchor.signature, stated):
        return "not_signed"
    if anchor.public_key not in trusted:
        return "other_key"
    if anchor.previous != previous:
        return "does_not_follow"
    leaves = [
        anchors.leaf(head) for head in anchors.heads_of(connection, anchor.number)
    ]
    is_same = len(leaves) == anchor.size and leaves
    return (
        None
        if is_same and merkle.root(leaves).hex() == anchor.root
        else ("leaves_changed")
    )

"""Anchors: hourly, signed Merkle roots over the heads that changed since the last.

Whoever rewrites a stream and all that follows it leaves a whole chain, but not the
head that a signed root names. What is signed and hashed stands in docs/evidence.md.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, Row, insert, literal, select, union_all

from fieldapp import clock, database
from fieldapp.domain.canonical import canonical_bytes
from fieldapp.models import Anchor, AnchoredHead, Installation, Stream, WorkOrder
from fieldapp.services import installation, merkle, signing_key
from fieldapp.services.ledger import ZERO_HEAD

DOMAIN = b"visada anchor 1\n"
EVERY = timedelta(hours=1)
MOST_HEADS = 4096
MOST_KEPT = 8
HEADS = select(
    AnchoredHead.stream_kind,
    AnchoredHead.stream_id,
    AnchoredHead.rev,
    AnchoredHead.head,
)

_leaves: dict[str, list[bytes]] = {}


@dataclass(frozen=True, slots=True)
class Head:
    """The last row of one stream as an anchor saw it."""

    kind: str
    id: str
    rev: int
    head: str


def make_due(key: Ed25519PrivateKey) -> None:
    """Anchor what changed, unless the last anchor is younger than an hour."""
    with database.reading() as connection:
        query = select(Anchor.made_at).order_by(Anchor.number.desc()).limit(1)
        last = connection.execute(query).scalar_one_or_none()
    if last is None or clock.now() - last >= EVERY:
        make(key)


def make(key: Ed25519PrivateKey) -> int:
    """Anchor every head that no anchor of this key names; return how many those were.

    So a new key signs the whole record once; what is issued then needs no other.
    """
    count = 0
    while heads := changed(signing_key.public_hex(key)):
        with database.writing() as connection:
            _add(connection, key, heads, clock.now())
        count += len(heads)
    return count


def cover(key: Ed25519PrivateKey, work_order_id: str) -> None:
    """Anchor what changed, unless this key has anchored the head of this order."""
    query = (
        select(AnchoredHead.head)
        .join(Anchor, Anchor.number == AnchoredHead.anchor_number)
        .join(WorkOrder, WorkOrder.head == AnchoredHead.head)
        .where(
            WorkOrder.id == work_order_id,
            Anchor.public_key == signing_key.public_hex(key),
        )
    )
    with database.reading() as connection:
        is_covered = connection.execute(query.limit(1)).scalar() is not None
    if not is_covered:
        make(key)


def changed(public_key: str) -> list[Head]:
    """Return heads that this key has not anchored, as many as one anchor takes."""
    orders = select(
        literal("work_order").label("kind"), WorkOrder.id, WorkOrder.rev, WorkOrder.head
    )
    others = select(Stream.kind, Stream.id, Stream.rev, Stream.head)
    heads = union_all(orders, others).subquery()
    is_anchored = (
        select(AnchoredHead.head)
        .join(Anchor, Anchor.number == AnchoredHead.anchor_number)
        .where(AnchoredHead.head == heads.c.head, Anchor.public_key == public_key)
    )
    query = (
        select(heads)
        .where(heads.c.head != ZERO_HEAD, ~is_anchored.exists())
        .order_by(heads.c.kind, heads.c.id)
        .limit(MOST_HEADS)
    )
    with database.reading() as connection:
        return [Head(*row) for row in connection.execute(query)]


def last(connection: Connection) -> Row[Any] | None:
    """Return the newest anchor, None before the first."""
    query = select(Anchor.__table__).order_by(Anchor.number.desc()).limit(1)
    return connection.execute(query).one_or_none()


def statement(anchor: Any) -> bytes:
    """Return the bytes that the key signs and that the next anchor names."""
    return DOMAIN + canonical_bytes(stated(anchor))


def stated(anchor: Any) -> dict[str, Any]:
    """Return what an anchor says, as plain values."""
    return {
        "epoch": anchor.epoch,
        "made_at": clock.to_text(anchor.made_at),
        "number": anchor.number,
        "previous": anchor.previous,
        "public_key": anchor.public_key,
        "root": anchor.root,
        "size": anchor.size,
    }


def leaf(head: Head) -> bytes:
    """Return the digest of one head as a leaf."""
    return merkle.leaf_hash(canonical_bytes(leaf_content(head)))


def leaf_content(head: Head) -> dict[str, Any]:
    """Return what a leaf says, as plain values."""
    return {"head": head.head, "id": head.id, "kind": head.kind, "rev": head.rev}


def leaves_of(connection: Connection, anchor: Any) -> list[bytes]:
    """Return the digests under an anchor; those of the last few are kept.

    Thousands of them are read for one proof, and a dossier needs hundreds of proofs.
    """
    if anchor.root in _leaves:
        return _leaves[anchor.root]
    found = [leaf(head) for head in heads_of(connection, anchor.number)]
    if found and merkle.root(found).hex() == anchor.root:
        _leaves[anchor.root] = found
        while len(_leaves) > MOST_KEPT:
            _leaves.pop(next(iter(_leaves)), None)
    return found


def head_at(connection: Connection, number: int, position: int) -> Head:
    """Return one leaf of an anchor."""
    which = (AnchoredHead.anchor_number == number, AnchoredHead.position == position)
    return Head(*connection.execute(HEADS.where(*which)).one())


def heads_of(connection: Connection, number: int) -> list[Head]:
    """Return the leaves of one anchor in their order."""
    query = HEADS.where(AnchoredHead.anchor_number == number)
    rows = connection.execute(query.order_by(AnchoredHead.position))
    return [Head(*row) for row in rows]


def _add(
    connection: Connection, key: Ed25519PrivateKey, heads: list[Head], now: datetime
) -> None:
    _one_at_a_time(connection)
    newest = last(connection)
    anchor = Anchor(
        number=newest.number + 1 if newest else 1,
        epoch=installation.epoch(connection),
        made_at=now,
        size=len(heads),
        root=merkle.root([leaf(head) for head in heads]).hex(),
        previous=sha256(statement(newest)).hexdigest() if newest else ZERO_HEAD,
        public_key=signing_key.public_hex(key),
    )
    row = {
        name: getattr(anchor, name)
        for name in Anchor.__table__.columns.keys()  # noqa: SIM118 # names, not columns
        if name != "signature"
    }
    row["signature"] = key.sign(statement(anchor)).hex()
    connection.execute(insert(Anchor), [row])
    leaves = [
        {
            "anchor_number": anchor.number,
            "position": position,
            "stream_kind": head.kind,
            "stream_id": head.id,
            "rev": head.rev,
            "head": head.head,
        }
        for position, head in enumerate(heads)
    ]
    connection.execute(insert(AnchoredHead), leaves)


def _one_at_a_time(connection: Connection) -> None:
    """Let several processes on PostgreSQL number their anchors one after the other."""
    query = select(Installation.value).where(Installation.name == "epoch")
    connection.execute(query.with_for_update())

"""Evidence bundles: everything that proves one order, in one JSON document.

What is checked, without a server, stands in bundle_verifier.py.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, select

from fieldapp import clock
from fieldapp.domain.canonical import canonical_bytes, sha256
from fieldapp.domain.documents import Document
from fieldapp.domain.manifest import kept_evidence
from fieldapp.models import Anchor, AnchoredHead, Blob
from fieldapp.problem import Problem
from fieldapp.services import (
    anchors,
    documents,
    evidence,
    installation,
    ledger,
    merkle,
    order_history,
    signing_key,
)
from fieldapp.services.bundle_verifier import FORMAT, PARTS, SEAL_DOMAIN
from fieldapp.services.evidence_store import EvidenceStore

SHOWN_TO_EVERYBODY = {
    "acknowledge_visit",
    "answer_checklist_item",
    "attach_evidence",
    "confirm_evidence",
    "finish_visit",
    "override_reading",
    "pause_work",
    "record_contact_attempt",
    "remove_evidence",
    "report_cannot_complete",
    "resume_work",
    "start_work",
}
"""Operations without phones, tax numbers, notes or the way a technician drove."""


@dataclass(frozen=True, slots=True)
class Request:
    """Which order, for whom: `is_whole` shows the content of every event.

    What goes out with a report shows no content that its reader has no business with;
    the digests in the chain prove that it is there all the same.
    """

    order: Document
    is_whole: bool
    code: str | None = None


def make(
    connection: Connection,
    store: EvidenceStore,
    key: Ed25519PrivateKey,
    wanted: Request,
) -> Document:
    """Return the sealed bundle of an order whose head is anchored.

    Raises Problem record_altered when the record is not what was written: nobody seals
    that.
    """
    order = wanted.order
    if not order_history.verify(connection, order["id"]).is_intact:
        raise Problem("record_altered", number=order["number"])
    rows = order_history.rows(connection, order["id"])
    parts: Document = {
        "issued": _issued(connection, wanted),
        "ledger": [_entry(row, is_whole=wanted.is_whole) for row in rows],
        "people": {
            row["actor_id"]: row["actor_name"]
            for row in rows
            if _is_shown(row, is_whole=wanted.is_whole)
        },
        "sign_offs": [
            act for v in order["visits"] for act in map(_act, v["sign_offs"])
        ],
        "manifests": _texts(connection, store, _digests(order, "manifest_sha256")),
        "drawings": _texts(connection, store, _digests(order, "signature_sha256")),
        "evidence": _evidence(connection, order),
        **_proof(connection, order["id"]),
    }
    return sealed(parts, key)


def sealed(parts: Document, key: Ed25519PrivateKey) -> Document:
    """Return the parts with the digest of each and the signature over those."""
    digests = {name: sha256(canonical_bytes(parts[name])) for name in PARTS}
    signature = key.sign(SEAL_DOMAIN + canonical_bytes(digests)).hex()
    seal = {"public_key": signing_key.public_hex(key), "signature": signature}
    return {"format": FORMAT, **parts, "digests": digests, "seal": seal}


def _issued(connection: Connection, wanted: Request) -> Document:
    return {
        "code": wanted.code,
        "issued_at": clock.now_text(),
        "epoch": installation.epoch(connection),
        "organization": documents.organization(connection)["name"],
        "work_order_id": wanted.order["id"],
        "number": wanted.order["number"],
        "protocol_number": wanted.order["protocol_number"],
    }


def _entry(row: dict[str, Any], *, is_whole: bool) -> Document:
    is_shown = _is_shown(row, is_whole=is_whole)
    return {
        "row": ledger.plain_fields(row),
        "previous": row["previous"],
        "hash": row["hash"],
        "salt": row["salt"] if is_shown else None,
        "body": row["body"] if is_shown else None,
    }


def _is_shown(row: dict[str, Any], *, is_whole: bool) -> bool:
    return is_whole or row["name"] in SHOWN_TO_EVERYBODY


def _act(act: Document) -> Document:
    """Return what binds a person to a manifest; the tax number stays in the record."""
    return {
        "operation_id": act["id"],
        "outcome": act["outcome"],
        "manifest_sha256": act["manifest_sha256"],
        "signature_sha256": act["signature_sha256"],
        "signer_name": act["signer_name"],
        "signer_role": act["signer_role"],
        "happened_at": act["happened_at"],
    }


def _digests(order: Document, name: str) -> set[str]:
    acts = (act for visit in order["visits"] for act in visit["sign_offs"])
    return {act[name] for act in acts if act[name]}


def _texts(
    connection: Connection, store: EvidenceStore, digests: Iterable[str]
) -> dict[str, str]:
    """Return the texts that are here; what is no text was never what was signed."""
    found = {}
    for digest in evidence.received(connection, digests):
        try:
            found[digest] = b"".join(store.read(digest)).decode()
        except (OSError, ValueError):
            continue
    return found


def _evidence(connection: Connection, order: Document) -> list[Document]:
    kept = [photo for visit in order["visits"] for photo in kept_evidence(visit)]
    here = {photo["sha256"] for photo in kept}
    query = select(Blob.sha256, Blob.size_bytes).where(Blob.sha256.in_(here))
    sizes = {row.sha256: row.size_bytes for row in connection.execute(query)}
    return [
        {
            "sha256": photo["sha256"],
            "size_bytes": sizes.get(photo["sha256"]),
            "item_id": photo["item_id"],
            "taken_at": photo["taken_at"],
        }
        for photo in kept
    ]


def _proof(connection: Connection, order_id: str) -> Document:
    """Return the newest anchor over this order, and the path from its head to it."""
    query = (
        select(AnchoredHead.anchor_number, AnchoredHead.position)
        .where(
            AnchoredHead.stream_kind == "work_order",
            AnchoredHead.stream_id == order_id,
        )
        .order_by(AnchoredHead.rev.desc(), AnchoredHead.anchor_number.desc())
        .limit(1)
    )
    place = connection.execute(query).one()
    which = select(Anchor.__table__).where(Anchor.number == place.anchor_number)
    anchor = connection.execute(which).one()
    return {
        "inclusion": _inclusion(connection, anchor, place.position),
        "anchor": {"statement": anchors.stated(anchor), "signature": anchor.signature},
    }


def _inclusion(connection: Connection, anchor: Any, position: int) -> Document:
    path = merkle.path(position, anchors.leaves_of(connection, anchor))
    head = anchors.head_at(connection, anchor.number, position)
    return {
        "leaf": anchors.leaf_content(head),
        "position": position,
        "path": [node.hex() for node in path],
    }


def text(bundle: Document) -> str:
    """Return the bundle as it is handed over, for programs and for people."""
    return json.dumps(bundle, ensure_ascii=False, indent=1)

"""What a sheet of paper is made of, read at one moment."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from fieldapp.domain.documents import Document
from fieldapp.domain.signing import technician_signature
from fieldapp.domain.visits import find_visit
from fieldapp.problem import Problem
from fieldapp.services import documents, evidence, order_history, order_search
from fieldapp.services.evidence_store import EvidenceStore


@dataclass(frozen=True, slots=True)
class Subject:
    """One visit of one order, with all that is printed of it."""

    order: Document
    visit: Document
    edition: Document | None
    catalogue: Document
    organization: Document
    entries: list[dict[str, Any]]
    here: frozenset[str]
    drawings: dict[str, Document]


def gather(
    connection: Connection, store: EvidenceStore, work_order_id: str, visit_id: str
) -> Subject:
    """Return the subject of a report; raises Problem not_found or record_altered."""
    order = order_search.document(connection, work_order_id)
    if order is None:
        raise Problem("not_found")
    if not order_history.verify(connection, work_order_id).is_intact:
        raise Problem("record_altered", number=order["number"])
    visit = find_visit(order, visit_id)
    wanted = evidence.needed(order)
    here = evidence.received(connection, wanted)
    return Subject(
        order=order,
        visit=visit,
        edition=documents.template_version(connection, visit["template_version_id"]),
        catalogue=documents.catalogue(connection),
        organization=documents.organization(connection),
        entries=order_history.rows(connection, work_order_id),
        here=frozenset(here),
        drawings=_drawings(store, visit, here),
    )


def _drawings(
    store: EvidenceStore, visit: Document, here: set[str]
) -> dict[str, Document]:
    own = technician_signature(visit)
    signed = {act["signature_sha256"] for act in visit["sign_offs"]}
    signed |= {own["sha256"]} if own else set()
    drawings = {}
    for digest in signed & here:
        try:
            drawings[digest] = json.loads(b"".join(store.read(digest)))
        except (ValueError, OSError, Problem):
            continue
    return drawings

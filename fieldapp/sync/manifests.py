"""What somebody signed, made again from the ledger and compared with the digest."""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, select

from fieldapp import clock, database
from fieldapp.domain.canonical import canonical_bytes, sha256
from fieldapp.domain.documents import Document
from fieldapp.domain.local_time import local_day
from fieldapp.domain.manifest import (
    Shown,
    Words,
    manifest,
    service_line,
    summary_lines,
)
from fieldapp.domain.visits import find_visit
from fieldapp.models import Evidence, LedgerBody, Purpose, WorkOrder
from fieldapp.problem import Problem
from fieldapp.services import change_feed, documents, issues
from fieldapp.services.evidence_store import EvidenceStore
from fieldapp.services.issues import Subject
from fieldapp.sync.replaying import replay
from fieldapp.translating import (
    gettext,
    plural_translation,
    speaking,
    translation,
)


@dataclass(frozen=True, slots=True)
class SignOff:
    """One sign-off that names a manifest."""

    operation_id: str
    user_id: str
    work_order_id: str
    work_order_number: int
    visit_id: str


def check(store: EvidenceStore, digest: str) -> list[str]:
    """Open an issue for each sign-off whose manifest says something else.

    Called when a manifest arrives, since the operation that names it comes first.
    Returns the ids of those operations.
    """
    with database.reading() as connection:
        signed = [_sign_off(row) for row in _rows(connection, digest)]
        if not signed:
            return []
        claimed = b"".join(store.read(digest))
        wrong = [each for each in signed if not _is_true(connection, each, claimed)]
    if wrong:
        _open_issues(wrong)
    return [each.operation_id for each in wrong]


def recomputed(
    connection: Connection, signed: SignOff, claimed: Document
) -> Document | None:
    """Return the manifest that the ledger proves for the state the signer saw."""
    ids = set(claimed["operations"])
    order = replay(
        connection,
        signed.work_order_id,
        lambda row: row.rev <= claimed["base_rev"] or row.operation_id in ids,
    )
    if order is None:
        return None
    visit = find_visit(order, signed.visit_id)
    version = documents.template_version(connection, visit["template_version_id"])
    shown = _shown(connection, order, visit, version, claimed)
    return manifest(order, visit, version, shown)


def _is_true(connection: Connection, signed: SignOff, claimed: bytes) -> bool:
    try:
        proved = recomputed(connection, signed, json.loads(claimed))
    except (KeyError, TypeError, ValueError, Problem):
        return False
    return proved is None or sha256(canonical_bytes(proved)) == sha256(claimed)


def _shown(
    connection: Connection,
    order: Document,
    visit: Document,
    version: Document | None,
    claimed: Document,
) -> Shown:
    catalogue = documents.catalogue(connection)
    zone = documents.organization(connection)["time_zone"]
    consent_version = claimed["texts"]["consent_version"]
    shown_at = claimed["times"]["shown_at"]
    service_type = catalogue["service_types"].get(order["service_type"])
    label = service_type["label"] if service_type else order["title"]
    with speaking(claimed["language"]):
        words = Words(claimed["language"], translation, plural_translation)
        service = service_line(label, local_day(shown_at, zone), words)
        summary = summary_lines(order, visit, version, service, words)
    return Shown(
        language=claimed["language"],
        summary=summary,
        consent_version=consent_version,
        consent_text=catalogue["consent_texts"][consent_version],
        shown_at=shown_at,
        base_rev=claimed["base_rev"],
        operations=claimed["operations"],
    )


def _rows(connection: Connection, digest: str) -> list[Row[Any]]:
    query = (
        select(
            Evidence.operation_id,
            Evidence.user_id,
            Evidence.work_order_id,
            WorkOrder.number,
            LedgerBody.body,
        )
        .join(WorkOrder, WorkOrder.id == Evidence.work_order_id)
        .join(LedgerBody, LedgerBody.operation_id == Evidence.operation_id)
        .where(Evidence.sha256 == digest, Evidence.purpose == Purpose.MANIFEST)
    )
    return list(connection.execute(query))


def _sign_off(row: Row[Any]) -> SignOff:
    visit_id = json.loads(row.body)["arguments"]["visit_id"]
    return SignOff(
        row.operation_id, row.user_id, row.work_order_id, row.number, visit_id
    )


def _open_issues(wrong: list[SignOff]) -> None:
    now = clock.now()
    problem = Problem("manifest_mismatch")
    rows = [
        issues.row_of(
            Subject(
                operation_id=signed.operation_id,
                name="sign_off",
                author_id=signed.user_id,
                status="applied",
                problem=problem,
                message=problem.message(gettext),
                work_order_id=signed.work_order_id,
                work_order_number=signed.work_order_number,
                visit_id=signed.visit_id,
            ),
            now,
        )
        for signed in wrong
    ]
    with database.writing() as connection:
        change_feed.announce(connection, issues.save(connection, rows), now)

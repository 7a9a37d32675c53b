"""Makes a report that is due: reads, seals, sets, keeps, signs; in this order."""

import logging
import tempfile
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from fieldapp import clock, database
from fieldapp.domain.documents import Document
from fieldapp.models import Blob, ThumbnailState
from fieldapp.problem import Problem
from fieldapp.reports import pictures, sheet
from fieldapp.reports.gathering import Subject, gather
from fieldapp.reports.pdf import pdf
from fieldapp.reports.sheet import Paper
from fieldapp.services import anchors, bundles, reports, signing_key
from fieldapp.services.evidence_store import EvidenceStore, alone_on
from fieldapp.services.reports import Issued
from fieldapp.translating import speaking

PDF = "application/pdf"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes reports; may run twice for one code, the second finds nothing due."""

    store: EvidenceStore
    key_path: Path

    def make(self, code: str) -> None:
        """Issue what is due under a code, or write why it cannot be issued."""
        row = reports.begin(code)
        if row is None:
            return
        key = signing_key.load(self.key_path)
        try:
            anchors.cover(key, row.work_order_id)
            content, subject = self._printed(row, key)
        except Problem as problem:
            log.warning("report %s is refused: %s", code, problem.code)
            reports.refuse(code, problem.code)
            return
        except Exception:
            log.exception("report %s stays due", code)
            return
        digest = sha256(content).hexdigest()
        with alone_on(digest):
            self._keep(digest, content)
        last = subject.entries[-1]
        issued = Issued(last["rev"], last["hash"], digest, len(content))
        reports.issue(key, row, issued)

    def _printed(self, row: Any, key: Ed25519PrivateKey) -> tuple[bytes, Subject]:
        now = clock.now_text()
        paper = Paper(row.code, row.address, now, str(row.kind))
        with database.reading() as connection:
            subject = gather(connection, self.store, row.work_order_id, row.visit_id)
            wanted = bundles.Request(subject.order, is_whole=False, code=row.code)
            bundle = bundles.make(connection, self.store, key, wanted)
        with speaking(row.language):
            shown = sheet.sheet(subject, paper)
            small = self._pictures(shown)
            moment = datetime.fromisoformat(now)
            return pdf(shown, small, bundles.text(bundle), moment), subject

    def _pictures(self, shown: Document) -> dict[str, bytes]:
        here = [each["sha256"] for each in shown["photos"] if each["is_here"]]
        digests = list(dict.fromkeys(here))
        contents = [b"".join(self.store.read(digest)) for digest in digests]
        small = zip(digests, pictures.shrunk(contents), strict=True)
        return {digest: picture for digest, picture in small if picture}

    def _keep(self, digest: str, content: bytes) -> None:
        with tempfile.NamedTemporaryFile(dir=self.store.parts) as file:
            file.write(content)
            file.flush()
            self.store.put(digest, Path(file.name))
        row = {
            "sha256": digest,
            "size_bytes": len(content),
            "media_type": PDF,
            "received_at": clock.now(),
            "thumbnail": ThumbnailState.NONE,
        }
        with database.writing() as connection:
            connection.execute(database.insert(Blob).on_conflict_do_nothing(), [row])

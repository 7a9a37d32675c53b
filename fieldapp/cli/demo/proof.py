"""Makes up proof and keeps it where real proof lies: by its digest, in the store."""

from concurrent.futures import Future
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

import obstore
from sqlalchemy import Connection

from fieldapp import clock, database
from fieldapp.cli.demo import endings, signatures
from fieldapp.cli.demo.pictures.pool import Photo
from fieldapp.cli.demo.shots import MEDIA_TYPE
from fieldapp.domain import manifest
from fieldapp.domain.canonical import canonical_bytes, sha256
from fieldapp.domain.documents import Document
from fieldapp.domain.local_time import local_day
from fieldapp.models import Blob
from fieldapp.services import thumbnails
from fieldapp.services.evidence_store import EvidenceStore
from fieldapp.translating import gettext, plural_translation

JSON = "application/json"


@dataclass(slots=True)
class Proof:
    """The store, and what was already put into it by this load."""

    connection: Connection
    rng: Random
    store: EvidenceStore
    catalogue: Document
    zone: str
    now: datetime
    kept: set[str] = field(default_factory=set)
    drawing: dict[Photo, Future[bytes]] = field(default_factory=dict)
    photos: dict[Photo, tuple[str, int]] = field(default_factory=dict)

    def photo(self, photo: Photo) -> tuple[str, int]:
        """Return the digest and the size of a photo of the pool, kept at first use."""
        if photo not in self.photos:
            content = self.drawing[photo].result()
            self.photos[photo] = (self._keep(content, MEDIA_TYPE), len(content))
        return self.photos[photo]

    def signed(  # noqa: PLR0913 # the names say what each is
        self,
        order: Document,
        visit_id: str,
        edition: Document,
        base_rev: int,
        finished: datetime,
        *,
        is_drawn: bool,
    ) -> tuple[str | None, str]:
        """Return the digests of a signature, if there is one, and of its manifest."""
        visit = next(each for each in order["visits"] if each["id"] == visit_id)
        shown = self._shown(order, visit, edition, base_rev, finished)
        page = canonical_bytes(manifest.manifest(order, visit, edition, shown))
        if not is_drawn:
            return None, self._keep(page)
        drawing = signatures.signature(self.rng.randrange(signatures.POOL))
        return self._keep(drawing), self._keep(page)

    def _shown(
        self,
        order: Document,
        visit: Document,
        edition: Document,
        base_rev: int,
        finished: datetime,
    ) -> manifest.Shown:
        words = manifest.Words("pt-BR", gettext, plural_translation)
        moment = clock.to_text(finished - timedelta(minutes=2))
        label = self.catalogue["service_types"][order["service_type"]]["label"]
        service = manifest.service_line(label, local_day(moment, self.zone), words)
        return manifest.Shown(
            language="pt-BR",
            summary=manifest.summary_lines(order, visit, edition, service, words),
            consent_version=endings.CONSENT_VERSION,
            consent_text=self.catalogue["consent_texts"][endings.CONSENT_VERSION],
            shown_at=moment,
            base_rev=base_rev,
            operations=[],
        )

    def _keep(self, content: bytes, media_type: str = JSON) -> str:
        digest = sha256(content)
        if digest in self.kept:
            return digest
        self.kept.add(digest)
        obstore.put(self.store.store, f"{digest[:2]}/{digest}", content)
        row = {
            "sha256": digest,
            "size_bytes": len(content),
            "media_type": media_type,
            "received_at": self.now,
            "thumbnail": thumbnails.state_of(media_type),
        }
        add = database.insert(Blob).on_conflict_do_nothing()
        self.connection.execute(add, [row])
        return digest

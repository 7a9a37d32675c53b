"""One order of a dossier: its reports, its history, its evidence, its photos."""

from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import select

from fieldapp import database
from fieldapp.domain.documents import Document
from fieldapp.domain.manifest import kept_photos
from fieldapp.models import Blob, DossierContent, ReportKind, ReportState
from fieldapp.problem import Problem
from fieldapp.reports.dossiers import history
from fieldapp.reports.dossiers.archive import Archive
from fieldapp.reports.dossiers.history import Past
from fieldapp.reports.making import Maker
from fieldapp.screens.office import looks
from fieldapp.screens.office.reports import NOT_STARTED
from fieldapp.screens.office.visits import speaking_visit
from fieldapp.services import bundles, file_names, reports, signing_key
from fieldapp.services.reports import Current, Wanted
from fieldapp.translating import current_language
from fieldapp.translating import gettext as _


@dataclass(slots=True)
class Chapter:
    """What became of one order; `problem` is the code of what kept its evidence out.

    It holds a few words, not the order: a dossier has hundreds of them at once.
    """

    work_order_id: str
    number: int
    title: str
    opened_at: str
    state: str
    events: int
    head: str
    problem: str | None = None
    codes: list[str] = field(default_factory=list)
    photos: int = 0
    lost: int = 0

    @property
    def folder(self) -> str:
        """Where the files of this order lie."""
        return f"OS-{self.number}"

    def stated(self) -> dict[str, Any]:
        """Return what the seal says of this order."""
        return {
            "number": self.number,
            "work_order_id": self.work_order_id,
            "folder": self.folder,
            "events": self.events,
            "head": self.head,
            "photos": self.photos,
            "lost": self.lost,
            "problem": self.problem,
        }


@dataclass(frozen=True, slots=True)
class Writer:
    """Writes chapters of one dossier; `row` is what was asked for."""

    maker: Maker
    key: Ed25519PrivateKey
    row: Any

    def write(self, archive: Archive, work_order_id: str) -> Chapter:
        """Put everything of one order into its folder.

        A record that was altered is named and goes in without evidence and reports.
        """
        with database.reading() as connection:
            past = history.gather(connection, work_order_id)
        chapter = _opened(past)
        try:
            self._add_evidence(archive, chapter, past)
            self._add_reports(archive, chapter, past)
        except Problem as problem:
            chapter.problem = problem.code
        is_whole = self.row.content == DossierContent.WHOLE
        sheet = history.pdf(past, is_whole=is_whole)
        archive.add(f"{chapter.folder}/{_('history')}.pdf", "sheet", sheet)
        self._add_photos(archive, chapter, past)
        return chapter

    def _add_evidence(self, archive: Archive, chapter: Chapter, past: Past) -> None:
        is_whole = self.row.content == DossierContent.WHOLE
        wanted = bundles.Request(past.order, is_whole=is_whole)
        with database.reading() as connection:
            bundle = bundles.make(connection, self.maker.store, self.key, wanted)
        text = bundles.text(bundle).encode()
        archive.add(f"{chapter.folder}/{_('evidence')}.json", "evidence", text)

    def _add_reports(self, archive: Archive, chapter: Chapter, past: Past) -> None:
        names = {
            ReportKind.VISIT: _("report"),
            ReportKind.ABSENCE: _("proof-of-absence"),
        }
        for visit in past.order["visits"]:
            for kind in _kinds(visit):
                row = self._report(chapter, visit["id"], kind)
                name = f"{chapter.folder}/{names[kind]}-{row.code}.pdf"
                content = b"".join(self.maker.store.read(row.pdf_sha256))
                archive.add(name, "report", content)
                chapter.codes.append(row.code)

    def _report(self, chapter: Chapter, visit_id: str, kind: ReportKind) -> Any:
        """Return a report that is current, an earlier one where there is one."""
        like = Current(
            visit_id=visit_id,
            kind=kind,
            language=current_language(),
            head=chapter.head,
            public_key=signing_key.public_hex(self.key),
        )
        with database.reading() as connection:
            row = reports.current(connection, like)
        if row is not None:
            return row
        code = reports.ask(
            Wanted(
                work_order_id=chapter.work_order_id,
                visit_id=visit_id,
                kind=kind,
                language=like.language,
                address=self.row.address,
                requested_by=self.row.requested_by,
            )
        )
        self.maker.make(code)
        with database.reading() as connection:
            row = reports.found(connection, code)
        if row is None or row.state != ReportState.READY:
            raise Problem(getattr(row, "problem_code", None) or "server_fault")
        return row

    def _add_photos(self, archive: Archive, chapter: Chapter, past: Past) -> None:
        """Add the originals; one that is not here, or not what it was, is counted."""
        photos = [p for visit in past.order["visits"] for p in kept_photos(visit)]
        kinds = _media_types({photo["sha256"] for photo in photos})
        here = [photo for photo in photos if photo["sha256"] in kinds]
        names = file_names.numbered(
            (history.caption(photo, past), kinds[photo["sha256"]]) for photo in here
        )
        for photo, name in zip(here, names, strict=True):
            content = b"".join(self.maker.store.read(photo["sha256"]))
            if sha256(content).hexdigest() != photo["sha256"]:
                continue
            archive.add(f"{chapter.folder}/{_('photos')}/{name}", "photo", content)
            chapter.photos += 1
        chapter.lost = len(photos) - chapter.photos


def _opened(past: Past) -> Chapter:
    order, last = past.order, past.rows[-1]
    return Chapter(
        work_order_id=order["id"],
        number=order["number"],
        title=order["title"],
        opened_at=order["opened"]["at"],
        state=looks.state_chip(order, speaking_visit(order))["text"],
        events=last["rev"],
        head=last["hash"],
    )


def _kinds(visit: Document) -> list[ReportKind]:
    if visit["phase"] in NOT_STARTED:
        return []
    absence = [ReportKind.ABSENCE] if visit["cannot_complete"] else []
    return [ReportKind.VISIT, *absence]


def _media_types(digests: set[str]) -> dict[str, str]:
    query = select(Blob.sha256, Blob.media_type).where(Blob.sha256.in_(digests))
    with database.reading() as connection:
        return {row.sha256: row.media_type for row in connection.execute(query)}

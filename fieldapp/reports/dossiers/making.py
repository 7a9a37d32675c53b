"""Makes a dossier that is due: order by order, then the cover, the seal, its place."""

import errno
import json
import logging
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select

from fieldapp import clock, database
from fieldapp.models import User
from fieldapp.problem import Problem
from fieldapp.reports.dossiers import cover
from fieldapp.reports.dossiers.archive import Archive
from fieldapp.reports.dossiers.chapters import Chapter, Writer
from fieldapp.reports.dossiers.cover import Cover
from fieldapp.reports.making import Maker
from fieldapp.services import anchors, documents, dossiers, order_search, signing_key
from fieldapp.translating import gettext as _
from fieldapp.translating import speaking

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class DossierMaker:
    """Makes dossiers; one that was cut off finds the reports that it had issued."""

    maker: Maker

    def make(self, id_: str) -> None:
        """Put what is due under an id in its place, or write why there is none."""
        row = dossiers.begin(id_)
        if row is None:
            return
        try:
            with speaking(row.language), self._place(row) as path:
                self._write(row, path)
                size = path.stat().st_size
                self.maker.store.put_made(f"{row.id}.zip", path)
        except Problem as problem:
            log.warning("dossier %s is refused: %s", id_, problem.code)
            dossiers.refuse(id_, problem.code)
            return
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            dossiers.refuse(id_, "storage_full")
            return
        except Exception:
            log.exception("dossier %s stays due", id_)
            dossiers.release(id_)
            return
        dossiers.finish(id_, size)

    def _write(self, row: Any, path: Path) -> None:
        key = signing_key.load(self.maker.key_path)
        anchors.make(key)
        front = self._cover(row, signing_key.public_hex(key))
        zone = ZoneInfo(front.organization["time_zone"])
        moment = datetime.fromisoformat(front.made_at).astimezone(zone)
        writer, chapters = Writer(self.maker, key, row), []
        with zipfile.ZipFile(path, "w") as opened:
            archive = Archive(opened, moment)
            for number, order_id in enumerate(json.loads(row.order_ids), start=1):
                chapters.append(writer.write(archive, order_id))
                dossiers.advance(row.id, number)
            sheet = cover.pdf(front, chapters)
            archive.add(f"{_('dossier')}.pdf", "sheet", sheet)
            archive.add(f"{_('READ-ME')}.txt", "text", cover.text(front, chapters))
            archive.seal(key, _stated(front, chapters))
        self._put_sheet(row, path, sheet)

    def _cover(self, row: Any, public_key: str) -> Cover:
        query = select(User.name).where(User.id == row.requested_by)
        with database.reading() as connection:
            asked = order_search.document(connection, row.work_order_id)
            organization = documents.organization(connection)
            made_by = connection.execute(query).scalar_one_or_none()
        if asked is None:
            raise Problem("not_found")
        return Cover(
            scope=row.scope,
            content=row.content,
            asked=asked,
            organization=organization,
            made_at=clock.now_text(),
            made_by=made_by or "",
            public_key=public_key,
        )

    @contextmanager
    def _place(self, row: Any) -> Iterator[Path]:
        """Lend a place to write at, which nobody reads; it is gone afterwards."""
        path = self.maker.store.parts / f"dossier-{row.id}.part"
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)

    def _put_sheet(self, row: Any, beside: Path, sheet: bytes) -> None:
        path = beside.with_suffix(".pdf")
        path.write_bytes(sheet)
        try:
            self.maker.store.put_made(f"{row.id}.pdf", path)
        finally:
            path.unlink()


def _stated(front: Cover, chapters: list[Chapter]) -> dict[str, Any]:
    return {
        "title": cover.title(front),
        "organization": front.organization["name"],
        "made_at": front.made_at,
        "made_by": front.made_by,
        "scope": str(front.scope),
        "content": str(front.content),
        "orders": [chapter.stated() for chapter in chapters],
    }

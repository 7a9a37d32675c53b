"""The way back: a checked copy becomes the server's state, and a new life begins."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, func, make_url, select, update

from fieldapp import database
from fieldapp.config import Settings
from fieldapp.models import (
    Blob,
    Installation,
    LedgerEntry,
    ThumbnailState,
    UserSession,
    WorkOrder,
)
from fieldapp.services import installation, ledger
from fieldapp.services.backups import (
    evidence_copy,
    keys,
    manifest,
    postgresql_copy,
    sqlite_copy,
)
from fieldapp.services.backups.making import POOL
from fieldapp.services.backups.manifest import Manifest
from fieldapp.services.backups.problem import BackupError
from fieldapp.services.evidence_store import EvidenceStore

NUMBERS_SKIPPED = 1000


@dataclass(frozen=True, slots=True)
class Source:
    """One whole copy whose files were checked."""

    folder: Path
    manifest: Manifest

    @property
    def blobs(self) -> Iterable[tuple[str, int]]:
        """Digest and size of the evidence that belongs to it."""
        return evidence_copy.read_list(self.folder / manifest.EVIDENCE_LIST)

    @property
    def pool(self) -> Path:
        """Where the copies of this place keep evidence."""
        return self.folder.parent / POOL


@dataclass(frozen=True, slots=True)
class Restored:
    """What came back."""

    orders: int
    entries: int


def open_source(place: Path) -> Source:
    """Return the newest copy of a place; raises BackupError when it is not whole."""
    folder = manifest.latest(place)
    written = Manifest.read(folder)
    written.check(folder)
    return Source(folder, written)


def refuse_other_kinds(source: Source, settings: Settings) -> None:
    """Raise BackupError when the copy is of another kind of database."""
    kind = make_url(settings.database_url).get_backend_name()
    if source.manifest.kind != kind:
        raise BackupError(
            f"The backup is of a {source.manifest.kind} database, this server uses "
            f"{kind}. Set FIELDAPP_DATABASE_URL to a {source.manifest.kind} database."
        )


def holds_work(settings: Settings, store: EvidenceStore) -> bool:
    """Whether a restore would put something else out of the way."""
    url = make_url(settings.database_url)
    kind = sqlite_copy if settings.is_sqlite else postgresql_copy
    return kind.holds_work(url) or next(store.files(), None) is not None


def bring_evidence(source: Source, store: EvidenceStore) -> None:
    """Bring the files first: no row may name one that is not here."""
    evidence_copy.copy_in(source.pool, source.blobs, store)


def begin_life(now: datetime) -> Restored:
    """Check the chain, then make the copy the first moment of another life.

    Sessions end, since one that was ended after the copy must not hold again; numbers
    that were told to customers after it are skipped; thumbnails are drawn again.
    """
    with database.writing() as connection:
        if broken := next(ledger.broken_entries(connection), None):
            raise BackupError(f"The ledger in the backup does not link up at {broken}.")
        installation.begin_epoch(connection)
        _skip_numbers(connection)
        _end_sessions(connection, now)
        connection.execute(
            update(Blob)
            .where(Blob.thumbnail == ThumbnailState.READY)
            .values(thumbnail=ThumbnailState.DUE)
        )
        return Restored(
            _count(connection, WorkOrder.id), _count(connection, LedgerEntry.hash)
        )


def bring_keys(source: Source, settings: Settings) -> None:
    """Take over the keys of the copy, for what was sealed or signed with them."""
    keys.copy_in(source.folder / manifest.KEYS, settings)


def _skip_numbers(connection: Connection) -> None:
    query = select(Installation.name, Installation.value)
    counters = Installation.name.like("%_number%")
    for row in connection.execute(query.where(counters)).all():
        connection.execute(
            update(Installation)
            .where(Installation.name == row.name)
            .values(value=str(int(row.value) + NUMBERS_SKIPPED))
        )


def _end_sessions(connection: Connection, now: datetime) -> None:
    connection.execute(
        update(UserSession)
        .where(UserSession.revoked_at.is_(None))
        .values(revoked_at=now, revoked_because="restore")
    )


def _count(connection: Connection, column: object) -> int:
    return connection.execute(select(func.count(column))).scalar_one()  # type: ignore[arg-type]

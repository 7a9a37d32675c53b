"""Photos and signatures: announced by an operation, sent in parts, checked whole."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from sqlalchemy import Connection, bindparam, select

from fieldapp import clock, database, failpoints
from fieldapp.database import AnyRow, insert, kept
from fieldapp.domain import documents
from fieldapp.models import Blob, Purpose
from fieldapp.problem import Problem
from fieldapp.services import change_feed, evidence, feed_window, issues, thumbnails
from fieldapp.services.evidence_store import EvidenceStore, alone_on
from fieldapp.services.installation import SYSTEM_ID, SystemActor
from fieldapp.sync import made_good, manifests, settling
from fieldapp.sync.call import Person

ITSELF: documents.Person = {"id": SYSTEM_ID, "name": SystemActor().name}
BLOB = select(Blob.size_bytes, Blob.media_type).where(
    Blob.sha256 == bindparam("sha256")
)


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of a file is here."""

    offset: int
    is_complete: bool


def missing(
    store: EvidenceStore, digests: list[str], person: Person
) -> list[dict[str, Any]]:
    """Return which of the digests this person announced and still has to send."""
    with database.reading() as connection:
        wanted = evidence.announced(connection, person.id, digests)
        here = evidence.received(connection, wanted)
    return [
        {"sha256": digest, "offset": store.size_of_part(digest)}
        for digest in dict.fromkeys(digests)
        if digest in wanted and digest not in here
    ]


def progress(store: EvidenceStore, digest: str, person: Person) -> Progress:
    """Return how far an upload is; not announced answers not_found."""
    with database.reading() as connection:
        upload = evidence.upload(connection, person.id, digest)
    if upload is None:
        raise Problem("not_found")
    if upload.size_bytes is not None:
        return Progress(upload.size_bytes, is_complete=True)
    return Progress(store.size_of_part(digest), is_complete=False)


def receive(  # noqa: PLR0913 # the parts of one request
    store: EvidenceStore,
    digest: str,
    person: Person,
    *,
    offset: int,
    length: int,
    source: IO[bytes],
) -> int:
    """Take one part in and return the size now; the last part makes the file whole."""
    with alone_on(digest):
        state = progress(store, digest, person)
        if state.is_complete:
            return state.offset
        size = store.append(digest, offset, source, length)
        failpoints.reach("part_kept")
        if size == length:
            media_type = store.complete(digest)
            failpoints.reach("file_kept")
            finish(store, digest, size, media_type)
    return size


def content(
    store: EvidenceStore, digest: str, person: Person
) -> tuple[AnyRow, Iterator[bytes]]:
    """Return a whole file's row and bytes for somebody who may see its order."""
    with database.reading() as connection:
        may_see = evidence.may_see(connection, person.id, person.role, digest)
        blob = _blob(connection, digest)
    if blob is None or not may_see:
        raise Problem("not_found")
    return blob, store.read(digest)


def finish(store: EvidenceStore, digest: str, size: int, media_type: str) -> None:
    """Write the row of a whole file, commit, then see whether an order waited for it.

    A manifest is then compared with what the ledger proves.
    """
    now = clock.now()
    row = {
        "sha256": digest,
        "size_bytes": size,
        "media_type": media_type,
        "received_at": now,
        "thumbnail": thumbnails.state_of(media_type),
    }
    with database.writing() as connection:
        connection.execute(_added(), row)
        mentions = evidence.mentions(connection, digest)
        orders = evidence.orders_of(mentions)
        news = feed_window.news_about(connection, orders, now)
        for issue in made_good.settled(
            connection, mentions, ITSELF, clock.to_text(now)
        ):
            news += issues.update(connection, issue)
        change_feed.announce(connection, news, now)
        failpoints.reach("blob_written")
    failpoints.reach("blob_committed")
    settling.settle(orders)
    failpoints.reach("blob_settled")
    if any(row.purpose == Purpose.MANIFEST for row in mentions):
        manifests.check(store, digest)
        failpoints.reach("manifest_checked")


@kept
def _added() -> Any:
    return insert(Blob).on_conflict_do_nothing()


def _blob(connection: Connection, digest: str) -> AnyRow | None:
    return connection.execute(BLOB, {"sha256": digest}).one_or_none()

"""Thumbnails: the row says which are due, a limited child process draws them."""

import logging
import subprocess
import sys
from pathlib import Path

from sqlalchemy import Connection, select, update

from fieldapp import database
from fieldapp.models import Blob, ThumbnailState
from fieldapp.services.evidence_store import EvidenceStore

CHILD = Path(__file__).with_name("thumbnail_child.py")
CHILD_S = 20
CHILD_ENVIRONMENT = {"MALLOC_ARENA_MAX": "1"}
REFUSED = 3  # as the child says it
MOST_TRIES = 3
SWEEP_SIZE = 200
PICTURES = {"image/jpeg", "image/png", "image/webp", "image/heic"}

log = logging.getLogger(__name__)


class ChildFailedError(Exception):
    """The child was killed or ran out of what it may use; worth another try."""


def state_of(media_type: str) -> ThumbnailState:
    """Return where a file starts that has just arrived."""
    return ThumbnailState.DUE if media_type in PICTURES else ThumbnailState.NONE


def states(connection: Connection, digests: set[str]) -> dict[str, str]:
    """Return how far the thumbnails of those digests are that are here."""
    query = select(Blob.sha256, Blob.thumbnail).where(Blob.sha256.in_(digests))
    return {row.sha256: str(row.thumbnail) for row in connection.execute(query)}


def due() -> list[str]:
    """Return the digests that still wait, oldest first; a sweep takes so many."""
    query = select(Blob.sha256).where(Blob.thumbnail == ThumbnailState.DUE)
    with database.reading() as connection:
        found = connection.execute(query.order_by(Blob.received_at).limit(SWEEP_SIZE))
        return list(found.scalars())


def make(store: EvidenceStore, digest: str) -> None:
    """Draw one that is due and keep how it went; done ones are left alone.

    What is no picture is unreadable at once, a child that died is tried three times.
    """
    with database.reading() as connection:
        query = select(Blob.thumbnail, Blob.thumbnail_tries)
        row = connection.execute(query.where(Blob.sha256 == digest)).one_or_none()
    if row is None or row.thumbnail != ThumbnailState.DUE:
        return
    try:
        picture = drawn(b"".join(store.read(digest)))
    except ChildFailedError as fault:
        log.warning("thumbnail of %s failed: %s", digest[:12], fault)
        is_last = row.thumbnail_tries + 1 >= MOST_TRIES
        _keep(digest, ThumbnailState.UNREADABLE if is_last else ThumbnailState.DUE)
        return
    if picture is None:
        _keep(digest, ThumbnailState.UNREADABLE)
        return
    store.put_thumbnail(digest, picture)
    _keep(digest, ThumbnailState.READY)


def drawn(content: bytes) -> bytes | None:
    """Return a thumbnail made by the child, None for bytes that are no picture.

    Raises ChildFailedError when the child died of a limit.
    """
    try:
        done = subprocess.run(  # noqa: S603 # our own script, no shell
            [sys.executable, "-I", str(CHILD)],
            input=content,
            capture_output=True,
            timeout=CHILD_S,
            env=CHILD_ENVIRONMENT,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise ChildFailedError("too slow") from late
    if done.returncode == 0 and done.stdout:
        return done.stdout
    if done.returncode == REFUSED:
        return None
    raise ChildFailedError(f"ended with {done.returncode}")


def _keep(digest: str, state: ThumbnailState) -> None:
    change = update(Blob).where(Blob.sha256 == digest)
    with database.writing() as connection:
        connection.execute(
            change.values(thumbnail=state, thumbnail_tries=Blob.thumbnail_tries + 1)
        )

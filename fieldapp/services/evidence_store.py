"""Where proof lies: whole files by their digest, parts until they are whole."""

import errno
import hashlib
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import unquote, urlsplit

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import ObjectStore, from_url

from fieldapp.problem import Problem

CHUNK_BYTES = 1 << 18
MAGIC = (
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
)
UNKNOWN_TYPE = "application/octet-stream"
HEAD_BYTES = 16
DIGEST_LENGTH = 64
NO_SPACE = ("os error 28", "os error 122")
STRIPES = 64
MADE = "made"

_locks = [threading.Lock() for _ in range(STRIPES)]


@contextmanager
def alone_on(digest: str) -> Iterator[None]:
    """Let one thread at a time write the part of a digest."""
    with _locks[int(digest[:8], 16) % STRIPES]:
        yield


@dataclass(frozen=True, slots=True)
class EvidenceStore:
    """A folder or a bucket, and the local folder of unfinished uploads."""

    store: ObjectStore
    folder: Path | None
    parts: Path

    def size_of_part(self, digest: str) -> int:
        """Return how many bytes of an upload are here, in octets."""
        try:
            return self._part(digest).stat().st_size
        except FileNotFoundError:
            return 0

    def append(self, digest: str, offset: int, source: IO[bytes], limit: int) -> int:
        """Write what comes after `offset`, synced to the disk; return the new size.

        Raises Problem offset_wrong when the part ends elsewhere, body_too_large past
        the limit. What arrived before a cut line stays.
        """
        with self._part(digest).open("ab") as part:
            size = part.tell()
            if size != offset:
                raise Problem("offset_wrong", offset=size)
            try:
                for chunk in _chunks(source):
                    size += len(chunk)
                    if size > limit:
                        raise Problem("body_too_large")
                    part.write(chunk)
            finally:
                part.flush()
                os.fsync(part.fileno())
        return size

    def complete(self, digest: str) -> str:
        """Keep the part as a whole file and return its media type.

        Raises Problem digest_mismatch, with the part deleted, when the bytes are not
        what was announced.
        """
        part = self._part(digest)
        found, head = _digest_of(part)
        if found != digest:
            part.unlink(missing_ok=True)
            raise Problem("digest_mismatch")
        if not self._moved_into_place(part, digest):
            self.put(digest, part)
            part.unlink(missing_ok=True)
        return media_type_of(head)

    def put(self, digest: str, file: Path) -> None:
        """Keep the bytes of a file whose digest was checked, synced to the disk.

        One that a power cut left short under this name is written again.
        """
        with _room_on_the_disk():
            try:
                obstore.put(self.store, _key(digest), file, mode="create")
            except AlreadyExistsError:
                if self.size_of(digest) != file.stat().st_size:
                    obstore.put(self.store, _key(digest), file)
        self._sync(_key(digest))

    def size_of(self, digest: str) -> int | None:
        """Return the size of a whole file, None when it is not here."""
        try:
            return obstore.head(self.store, _key(digest))["size"]
        except FileNotFoundError:
            return None

    def files(self) -> Iterator[tuple[str, int]]:
        """Yield digest and size of every whole file."""
        for page in obstore.list(self.store):
            for found in page:
                folder, _, name = found["path"].rpartition("/")
                if len(name) == DIGEST_LENGTH and folder == name[:2]:
                    yield name, found["size"]

    def media_type_of(self, digest: str) -> str:
        """Return the type of a whole file."""
        head = obstore.get_range(self.store, _key(digest), start=0, length=HEAD_BYTES)
        return media_type_of(bytes(head))

    def is_intact(self, digest: str) -> bool:
        """Whether the bytes kept under a digest are those."""
        seen = hashlib.sha256()
        for chunk in self.read(digest):
            seen.update(chunk)
        return seen.hexdigest() == digest

    def set_aside(self, digest: str) -> None:
        """Take a file that nothing names out of the way; its bytes are kept."""
        obstore.rename(self.store, _key(digest), f"strays/{digest}")

    def drop_part(self, digest: str) -> None:
        """Forget an unfinished upload."""
        self._part(digest).unlink(missing_ok=True)

    def read(self, digest: str) -> Iterator[bytes]:
        """Yield the bytes of a whole file."""
        for chunk in obstore.get(self.store, _key(digest)).stream(CHUNK_BYTES):
            yield bytes(chunk)

    def put_thumbnail(self, digest: str, picture: bytes) -> None:
        """Keep a small picture of a photo; it may be drawn again at any time."""
        obstore.put(self.store, _thumbnail_key(digest), picture)

    def read_thumbnail(self, digest: str) -> bytes:
        """Return a small picture; one that was never drawn raises Problem not_found."""
        try:
            return bytes(obstore.get(self.store, _thumbnail_key(digest)).bytes())
        except FileNotFoundError as fault:
            raise Problem("not_found") from fault

    def put_made(self, name: str, file: Path) -> None:
        """Keep what can be made again; it is there whole or not at all."""
        with _room_on_the_disk():
            obstore.put(self.store, f"{MADE}/{name}", file)

    def read_made(self, name: str) -> Iterator[bytes]:
        """Yield the bytes of one; none of this name raises Problem not_found."""
        try:
            found = obstore.get(self.store, f"{MADE}/{name}")
        except FileNotFoundError as fault:
            raise Problem("not_found") from fault
        return (bytes(chunk) for chunk in found.stream(CHUNK_BYTES))

    def names_made(self) -> list[str]:
        """Return the names of all that can be made again."""
        pages = obstore.list(self.store, prefix=MADE)
        return [found["path"].rpartition("/")[2] for page in pages for found in page]

    def drop_made(self, name: str) -> None:
        """Forget one, if it is there."""
        with suppress(FileNotFoundError):
            obstore.delete(self.store, f"{MADE}/{name}")

    def probe(self) -> None:
        """Raise what keeps the store from being written, if anything."""
        probe = self.parts / f"probe-{os.getpid()}"
        probe.write_bytes(b"")
        probe.unlink()
        obstore.put(self.store, "probe", b"")

    def _moved_into_place(self, part: Path, digest: str) -> bool:
        """Give a part its name among the whole files, where both lie on one disk.

        Its bytes are on the disk since `append`; here the name is synced. A file that
        a power cut left short under this name is replaced.
        """
        if self.folder is None:
            return False
        place = self.folder / _key(digest)
        with suppress(FileExistsError):
            place.parent.mkdir()
            synced(self.folder)
        try:
            part.replace(place)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            return False
        synced(place.parent)
        return True

    def _part(self, digest: str) -> Path:
        return self.parts / f"{digest}.part"

    def _sync(self, key: str) -> None:
        if self.folder:
            synced(self.folder / key)
            synced((self.folder / key).parent)


def open_store(url: str, parts: Path) -> EvidenceStore:
    """Open the folder or bucket of this URL; a folder is made when missing."""
    parts.mkdir(parents=True, exist_ok=True)
    if not url.startswith("file:"):
        return EvidenceStore(from_url(url), None, parts)
    folder = Path(unquote(urlsplit(url).path))
    folder.mkdir(parents=True, exist_ok=True)
    return EvidenceStore(from_url(url), folder, parts)


def media_type_of(head: bytes) -> str:
    """Return the type that the first bytes show, never the one that was claimed."""
    for magic, media_type in MAGIC:
        if head.startswith(magic):
            return media_type
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "image/webp"
    if head[4:8] == b"ftyp" and head[8:12] in (b"heic", b"heix", b"mif1", b"msf1"):
        return "image/heic"
    return "application/json" if head[:1] in (b"{", b"[") else UNKNOWN_TYPE


def _digest_of(path: Path) -> tuple[str, bytes]:
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
        file.seek(0)
        return hashlib.file_digest(file, "sha256").hexdigest(), head


def _chunks(source: IO[bytes]) -> Iterator[bytes]:
    while chunk := source.read(CHUNK_BYTES):
        yield chunk


def _key(digest: str) -> str:
    return f"{digest[:2]}/{digest}"


def _thumbnail_key(digest: str) -> str:
    return f"thumbnails/{digest[:2]}/{digest}.webp"


@contextmanager
def _room_on_the_disk() -> Iterator[None]:
    """Raise Problem storage_full for what obstore calls a generic error."""
    try:
        yield
    except BaseError as error:
        if any(sign in str(error) for sign in NO_SPACE):
            raise Problem("storage_full") from error
        raise


def synced(path: Path) -> None:
    """Put a file, or the names in a folder, on the disk."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

"""Files of evidence: named by their bytes, so any number of copies share them."""

import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from fieldapp.services.backups.problem import BackupError
from fieldapp.services.evidence_store import EvidenceStore, synced

Blobs = Iterable[tuple[str, int]]


def copy_out(store: EvidenceStore, blobs: Blobs, pool: Path) -> list[str]:
    """Add what the pool lacks; return the digests that the store does not hold."""
    missing = []
    for digest, size in blobs:
        target = path_in(pool, digest)
        if not (target.is_file() and target.stat().st_size == size) and not _copy_one(
            store, digest, target
        ):
            missing.append(digest)
    return missing


def copy_in(pool: Path, blobs: Blobs, store: EvidenceStore) -> None:
    """Give the store what it lacks; raises BackupError for what was altered."""
    for digest, size in blobs:
        if store.size_of(digest) == size:
            continue
        source = path_in(pool, digest)
        if not source.is_file():
            raise BackupError(f"The backup is not whole: {source} is missing.")
        if hashlib.sha256(source.read_bytes()).hexdigest() != digest:
            raise BackupError(f"The backup was altered or damaged: {source}.")
        store.put(digest, source)


def path_in(pool: Path, digest: str) -> Path:
    """Return where the pool keeps a digest."""
    return pool / digest[:2] / digest


def write_list(path: Path, blobs: Blobs) -> None:
    """Keep which files belong to a copy."""
    path.write_text("".join(f"{digest} {size}\n" for digest, size in blobs))


def read_list(path: Path) -> Iterator[tuple[str, int]]:
    """Yield the digests and sizes of a copy."""
    for line in path.read_text().splitlines():
        digest, size = line.split()
        yield digest, int(size)


def _copy_one(store: EvidenceStore, digest: str, target: Path) -> bool:
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_suffix(".partial")
    try:
        is_same = _write(store, digest, unfinished) == digest
    except FileNotFoundError:
        is_same = False
    if is_same:
        unfinished.replace(target)
        synced(target.parent)
    with suppress(FileNotFoundError):
        unfinished.unlink()
    return is_same


def _write(store: EvidenceStore, digest: str, path: Path) -> str:
    seen = hashlib.sha256()
    with path.open("wb") as file:
        for chunk in store.read(digest):
            seen.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    return seen.hexdigest()

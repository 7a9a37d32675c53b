"""One copy of database, evidence and key, while the server goes on."""

import shutil
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import make_url

from fieldapp import clock
from fieldapp.config import Settings
from fieldapp.services.backups import (
    evidence_copy,
    keys,
    manifest,
    postgresql_copy,
    sqlite_copy,
)
from fieldapp.services.backups.manifest import Manifest
from fieldapp.services.backups.snapshot import Snapshot
from fieldapp.services.evidence_store import EvidenceStore, synced

POOL = "evidence"


@dataclass(frozen=True, slots=True)
class Made:
    """A finished copy, and the evidence that the server itself had lost."""

    folder: Path
    manifest: Manifest
    missing: list[str]


def make(settings: Settings, store: EvidenceStore, target: Path) -> Made:
    """Copy everything into a new folder of `target`.

    The time is taken before the database is read: whatever was acknowledged by then is
    in the copy. Evidence lies in a pool beside the copies, once for all of them.
    """
    taken_at = clock.now_text()
    pool = target / POOL
    pool.mkdir(parents=True, exist_ok=True, mode=0o700)
    unfinished = target / f"{_stamp(taken_at)}.partial"
    shutil.rmtree(unfinished, ignore_errors=True)
    (unfinished / manifest.DATABASE).mkdir(parents=True, mode=0o700)
    snapshot = _dump(settings, unfinished / manifest.DATABASE)
    missing = evidence_copy.copy_out(store, snapshot.blobs, pool)
    here = [blob for blob in snapshot.blobs if blob[0] not in set(missing)]
    evidence_copy.write_list(unfinished / manifest.EVIDENCE_LIST, here)
    keys.copy_out(settings, unfinished / manifest.KEYS)
    written = Manifest(
        taken_at,
        snapshot.epoch,
        make_url(settings.database_url).get_backend_name(),
        snapshot.revision,
        len(here),
        sum(size for _, size in here),
        manifest.digests(unfinished),
    )
    written.write(unfinished)
    return Made(_finish(unfinished), written, missing)


def drop_old(target: Path, keep: int) -> list[Path]:
    """Remove all but the newest copies; the pool of evidence keeps everything."""
    whole = sorted(path.parent for path in target.glob(f"*Z/{manifest.NAME}"))
    old = whole[: max(0, len(whole) - keep)]
    for folder in old:
        shutil.rmtree(folder)
    return old


def _dump(settings: Settings, folder: Path) -> Snapshot:
    url = make_url(settings.database_url)
    if settings.is_sqlite:
        return sqlite_copy.dump(url, folder)
    return postgresql_copy.dump(url, folder)


def _finish(unfinished: Path) -> Path:
    """Put every byte on the disk, then give the folder its name."""
    for path in sorted(unfinished.rglob("*")):
        synced(path)
    whole = unfinished.with_suffix("")
    unfinished.replace(whole)
    synced(whole.parent)
    return whole


def _stamp(taken_at: str) -> str:
    return taken_at.translate({ord(sign): None for sign in "-:."})

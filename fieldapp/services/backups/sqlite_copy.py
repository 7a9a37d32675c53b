"""SQLite as one file; the running server is neither asked nor disturbed."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import URL

from fieldapp.services import online_copy
from fieldapp.services.backups.problem import BackupError
from fieldapp.services.backups.snapshot import Snapshot
from fieldapp.services.evidence_store import synced

FILE = "fieldapp.db"


def dump(url: URL, folder: Path) -> Snapshot:
    """Copy the database as it is at one moment, while others go on writing.

    A connection that only reads never moves the log into the file, so the rule of one
    writing process stands.
    """
    source = path_of(url)
    if not source.is_file():
        raise BackupError(f"There is no database at {source}.")
    target = folder / FILE
    online_copy.write(source, target)
    with closing(sqlite3.connect(target)) as copy:
        copy.execute("PRAGMA journal_mode = DELETE")
        return _described(copy)


def load(folder: Path, target: Path) -> None:
    """Put a copy where no database is yet; raises BackupError when it is damaged."""
    target.unlink(missing_ok=True)
    shutil.copyfile(folder / FILE, target)
    with closing(sqlite3.connect(target)) as copy:
        (verdict,) = copy.execute("PRAGMA integrity_check").fetchone()
    if verdict != "ok":
        raise BackupError(f"The database in the backup is damaged: {verdict}")


def take_place(new: Path, path: Path) -> None:
    """Put a finished database in place; the one before it is kept beside it."""
    with closing(sqlite3.connect(new)) as copy:
        copy.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        copy.execute("PRAGMA journal_mode = DELETE")
    for suffix in ("", "-wal", "-shm"):
        old = path.with_name(path.name + suffix)
        if old.exists():
            old.replace(old.with_name(f"before-restore-{old.name}"))
    new.replace(path)
    synced(path.parent)


def holds_work(url: URL) -> bool:
    """Whether somebody was ever entered into this database."""
    path = path_of(url)
    if not path.is_file() or not path.stat().st_size:
        return False
    with _open(path) as live:
        try:
            (count,) = live.execute("SELECT count(*) FROM users").fetchone()
        except sqlite3.OperationalError:
            return False
    return bool(count)


def path_of(url: URL) -> Path:
    """Return the file of a database."""
    return Path(url.database or "")


@contextmanager
def _open(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)) as connection:
        yield connection


def _described(copy: sqlite3.Connection) -> Snapshot:
    epoch = "SELECT value FROM installation WHERE name = 'epoch'"
    ((life,), (revision,)) = (
        copy.execute(epoch).fetchone() or ("",),
        copy.execute("SELECT version_num FROM alembic_version").fetchone(),
    )
    blobs = copy.execute("SELECT sha256, size_bytes FROM blobs ORDER BY sha256")
    return Snapshot(life, revision, blobs.fetchall())

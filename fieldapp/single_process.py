"""SQLite is for one process: its WAL has a race between several (before 3.51.3)."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO

from sqlalchemy import make_url

from fieldapp.config import Settings


class AlreadyRunningError(Exception):
    """Another process holds the same SQLite file."""

    def __init__(self, database: str) -> None:
        super().__init__(
            f"{database} is in use by another process. With SQLite the program runs "
            "as one process: stop the other one, or set FIELDAPP_DATABASE_URL to "
            "PostgreSQL."
        )


@contextmanager
def alone_on_the_database(settings: Settings) -> Iterator[None]:
    """Hold the database file for this process; raises AlreadyRunningError."""
    path = make_url(settings.database_url).database
    if not settings.is_sqlite or not path or path == ":memory:":
        yield
        return
    with Path(f"{path}.lock").open("a+") as file:
        if not _lock(file):
            raise AlreadyRunningError(path)
        yield


def _lock(file: IO[str]) -> bool:
    if sys.platform == "win32":
        import msvcrt  # noqa: PLC0415 # Windows only

        lock = partial(msvcrt.locking, file.fileno(), msvcrt.LK_NBLCK, 1)
    else:
        import fcntl  # noqa: PLC0415 # elsewhere

        lock = partial(fcntl.flock, file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    try:
        lock()
    except OSError:
        return False
    return True

"""A consistent copy of a SQLite file that another process is writing."""

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, create_engine

PAGES_AT_ONCE = 4096


@contextmanager
def copied(path: Path) -> Iterator[Connection]:
    """Open a copy that vanishes at the end; the original is only read.

    A reader that never checkpoints is safe beside the server's own process.
    """
    with tempfile.TemporaryDirectory(prefix="visada-copy-") as folder:
        copy = Path(folder) / "copy.db"
        write(path, copy)
        engine = create_engine(f"sqlite:///{copy}", hide_parameters=True)
        try:
            with engine.connect() as connection:
                yield connection
        finally:
            engine.dispose()


def write(path: Path, copy: Path) -> None:
    """Copy the database as it stands between two of its transactions."""
    address = f"file:{quote(str(path))}?mode=ro"
    with (
        closing(sqlite3.connect(address, uri=True)) as source,
        closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target, pages=PAGES_AT_ONCE)

"""Until when everything lies in a backup: what phones then need not keep.

With SQLite the backup runs beside the one process that may write the database, so it
leaves a file; with PostgreSQL, where servers may stand on several machines, a row.
"""

import json
import os
import time
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, select

from fieldapp import database
from fieldapp.config import Settings
from fieldapp.models import Installation

FILE = "backed_up.json"
ROW = "durable_until"
FRESH_S = 30


@dataclass(frozen=True, slots=True)
class Mark:
    """The moment, and the life of the database that it is about."""

    epoch: str
    until: str


class Durability:
    """What phones are told; looked up anew only when it may have changed."""

    def __init__(self, settings: Settings) -> None:
        self._is_file = settings.is_sqlite
        self._path = settings.data_dir / FILE
        self._known: tuple[float, Mark | None] | None = None

    def until(self, epoch: str) -> str | None:
        """Return the moment until which this life of the database is in a backup."""
        mark = self._marked_in_file() if self._is_file else self._marked_in_row()
        return mark.until if mark and mark.epoch == epoch else None

    def forget(self) -> None:
        """Look it up anew at the next question."""
        self._known = None

    def _marked_in_file(self) -> Mark | None:
        try:
            changed = self._path.stat().st_mtime_ns
        except FileNotFoundError:
            return None
        if self._known is None or self._known[0] != changed:
            self._known = (changed, read_file(self._path))
        return self._known[1]

    def _marked_in_row(self) -> Mark | None:
        now = time.monotonic()
        if self._known is None or now - self._known[0] > FRESH_S:
            with database.reading() as connection:
                self._known = (now, read_row(connection))
        return self._known[1]


def write_file(folder: Path, mark: Mark) -> None:
    """Note a finished backup beside the database."""
    unfinished = folder / f"{FILE}.partial"
    with unfinished.open("w") as file:
        json.dump({"epoch": mark.epoch, "until": mark.until}, file)
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(folder / FILE)


def write_row(connection: Connection, mark: Mark) -> None:
    """Note a finished backup in the database."""
    add = database.insert(Installation).values(
        name=ROW, value=f"{mark.epoch} {mark.until}"
    )
    connection.execute(
        add.on_conflict_do_update(
            index_elements=["name"], set_={"value": add.excluded.value}
        )
    )


def read_file(path: Path) -> Mark | None:
    """Return what the file says, None when it says nothing."""
    try:
        return Mark(**json.loads(path.read_text()))
    except (OSError, ValueError, TypeError):
        return None


def read_row(connection: Connection) -> Mark | None:
    """Return what the row says, None when there is none."""
    query = select(Installation.value).where(Installation.name == ROW)
    text = connection.execute(query).scalar()
    return Mark(*text.split(" ")) if text else None

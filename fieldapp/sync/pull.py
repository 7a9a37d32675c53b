"""Pull: what a person's phone has to learn since its cursor."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection

from fieldapp import clock, database
from fieldapp.database import AnyRow
from fieldapp.domain.documents import Document
from fieldapp.services import change_feed, feed_window, installation
from fieldapp.services.documents import organization
from fieldapp.sync import changes
from fieldapp.sync.changes import Key

PAGE_ITEMS = 200
PAGE_BYTES = 1_500_000


@dataclass(frozen=True, slots=True)
class Pulled:
    """One page: each change is JSON text already, as it goes out."""

    epoch: str
    cursor: str
    more: bool
    reset: bool
    changes: list[str]


def pull(
    cursor: str | None, epoch: str | None, person_id: str, rescue: Document
) -> Pulled:
    """Return the page after the cursor; a snapshot is the same from the beginning.

    A cursor of another epoch, or older than the tombstones, starts again with reset.
    `rescue` is what the person's phone needs to make a rescue file.
    """
    with _todays_feed(person_id, clock.now()) as (connection, feed):
        present = installation.epoch(connection)
        after = _position(feed, cursor)
        is_other_life = epoch is not None and epoch != present
        reset = is_other_life or (cursor is not None and after is None)
        start = 0 if reset or after is None else after
        rows = change_feed.page(connection, person_id, start, PAGE_ITEMS + 1)
        found = changes.texts(connection, rows[:PAGE_ITEMS], rescue)
        position, page = _filled(rows[:PAGE_ITEMS], found, start)
        more = bool(rows) and position < rows[-1].number
        return Pulled(present, str(position), more, reset, page)


@contextmanager
def _todays_feed(
    person_id: str, now: datetime
) -> Iterator[tuple[Connection, AnyRow | None]]:
    """Lend a consistent look at the feed; its window is moved when the day changed."""
    with database.reading() as connection:
        today = feed_window.local_day(now, organization(connection)["time_zone"])
        feed = change_feed.state(connection, person_id)
        if feed and feed.refreshed_on == today:
            yield connection, feed
            return
    with database.writing() as connection:
        feed_window.refresh(connection, person_id, now)
    with database.reading() as connection:
        yield connection, change_feed.state(connection, person_id)


def _position(feed: AnyRow | None, cursor: str | None) -> int | None:
    """Return the number of a cursor that still holds, else None."""
    if cursor is None or not (cursor.isascii() and cursor.isdecimal()):
        return None
    number = int(cursor)
    is_held = feed and feed.pruned_number <= number <= feed.number
    return number if is_held else None


def _filled(
    rows: list[AnyRow], found: dict[Key, str], start: int
) -> tuple[int, list[str]]:
    """Return how far a page reaches and what stands on it."""
    page: list[str] = []
    size, position = 0, start
    for row in rows:
        if size > PAGE_BYTES:
            break
        position = row.number
        change = found.get((row.kind, row.item_id))
        if change and not (row.gone and start == 0):
            page.append(change)
            size += len(change)
    return position, page

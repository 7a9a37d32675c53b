"""The feed of each person: what their phone still has to learn, in commit order."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, func, select, update

from fieldapp.database import AnyRow, insert
from fieldapp.domain.documents import Document
from fieldapp.models import Feed, FeedItem

TOMBSTONES_FOR = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class News:
    """One item that a person's phone has to learn, or to forget when `gone`."""

    person_id: str
    kind: str
    item_id: str
    gone: str | None = None
    details: Document | None = None


def announce(connection: Connection, news: Iterable[News], now: datetime) -> None:
    """Move the items to new numbers; must be the last statements before the commit.

    The row lock of each feed, taken in sorted order and held until the commit, makes
    the order of numbers the order of commits: a cursor can never overtake a row.
    """
    by_person: dict[str, dict[tuple[str, str], News]] = {}
    for each in news:
        by_person.setdefault(each.person_id, {})[each.kind, each.item_id] = each
    for person_id in sorted(by_person):
        _number(connection, person_id, list(by_person[person_id].values()), now)


def publish(connection: Connection, kind: str, item_id: str, now: datetime) -> None:
    """Tell every feed that holds this item, or all of them about a common one."""
    if kind in ("catalogue", "organization"):
        people = select(Feed.person_id)
    else:
        people = select(FeedItem.person_id).where(
            FeedItem.kind == kind, FeedItem.item_id == item_id
        )
    found = connection.execute(people).scalars().all()
    announce(connection, [News(person, kind, item_id) for person in found], now)


def page(
    connection: Connection, person_id: str, after: int, limit: int
) -> list[AnyRow]:
    """Return the items numbered above `after`, in order."""
    query = (
        select(
            FeedItem.kind,
            FeedItem.item_id,
            FeedItem.number,
            FeedItem.gone,
            FeedItem.gone_details,
        )
        .where(FeedItem.person_id == person_id, FeedItem.number > after)
        .order_by(FeedItem.number)
        .limit(limit)
    )
    return list(connection.execute(query))


def state(connection: Connection, person_id: str) -> AnyRow | None:
    """Return number, pruned_number and refreshed_on of a feed, or None."""
    query = select(Feed.number, Feed.pruned_number, Feed.refreshed_on)
    return connection.execute(query.where(Feed.person_id == person_id)).one_or_none()


def held(connection: Connection, person_id: str) -> set[tuple[str, str]]:
    """Return kind and id of every item that the person's phone should show."""
    query = select(FeedItem.kind, FeedItem.item_id).where(
        FeedItem.person_id == person_id, FeedItem.gone.is_(None)
    )
    return {(row.kind, row.item_id) for row in connection.execute(query)}


def mark_refreshed(connection: Connection, person_id: str, today: date) -> None:
    """Note the day on which the window of a feed was moved."""
    add = insert(Feed).values(
        person_id=person_id, number=0, pruned_number=0, refreshed_on=today
    )
    connection.execute(
        add.on_conflict_do_update(
            index_elements=["person_id"], set_={"refreshed_on": today}
        )
    )


def prune(connection: Connection, person_id: str, now: datetime) -> None:
    """Forget old tombstones; a cursor from before them will start again."""
    old = (
        FeedItem.person_id == person_id,
        FeedItem.gone.is_not(None),
        FeedItem.moved_at < now - TOMBSTONES_FOR,
    )
    last = connection.execute(select(func.max(FeedItem.number)).where(*old)).scalar()
    if last is None:
        return
    connection.execute(delete(FeedItem).where(*old))
    connection.execute(
        update(Feed)
        .where(Feed.person_id == person_id, Feed.pruned_number < last)
        .values(pruned_number=last)
    )


def _number(
    connection: Connection, person_id: str, news: list[News], now: datetime
) -> None:
    add = insert(Feed).values(person_id=person_id, number=len(news), pruned_number=0)
    taken = add.on_conflict_do_update(
        index_elements=["person_id"], set_={"number": Feed.number + len(news)}
    ).returning(Feed.number)
    last: int = connection.execute(taken).scalar_one()
    put = insert(FeedItem)
    moved = put.on_conflict_do_update(
        index_elements=["person_id", "kind", "item_id"],
        set_={
            name: getattr(put.excluded, name)
            for name in ("number", "gone", "gone_details", "moved_at")
        },
    )
    first = last - len(news) + 1
    connection.execute(
        moved, [_row(each, first + n, now) for n, each in enumerate(news)]
    )


def _row(news: News, number: int, now: datetime) -> dict[str, Any]:
    return {
        "person_id": news.person_id,
        "kind": news.kind,
        "item_id": news.item_id,
        "number": number,
        "gone": news.gone,
        "gone_details": json.dumps(news.details) if news.details else None,
        "moved_at": now,
    }

"""The feed of each person: what their phone still has to learn, in commit order."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, delete, func, select, update

from fieldapp.database import AnyRow, insert, kept
from fieldapp.domain.documents import Document
from fieldapp.models import Feed, FeedItem

TOMBSTONES_FOR = timedelta(days=90)

STATE = select(Feed.number, Feed.pruned_number, Feed.refreshed_on).where(
    Feed.person_id == bindparam("person_id")
)
PAGE = (
    select(
        FeedItem.kind,
        FeedItem.item_id,
        FeedItem.number,
        FeedItem.gone,
        FeedItem.gone_details,
    )
    .where(
        FeedItem.person_id == bindparam("person_id"),
        FeedItem.number > bindparam("after"),
    )
    .order_by(FeedItem.number)
    .limit(bindparam("limit"))
)


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
    asked = {"person_id": person_id, "after": after, "limit": limit}
    return list(connection.execute(PAGE, asked))


def state(connection: Connection, person_id: str) -> AnyRow | None:
    """Return number, pruned_number and refreshed_on of a feed, or None."""
    return connection.execute(STATE, {"person_id": person_id}).one_or_none()


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
    count = {"person_id": person_id, "number": len(news), "pruned_number": 0}
    last: int = connection.execute(_taken(), count).scalar_one()
    first = last - len(news) + 1
    connection.execute(
        _moved(), [_row(each, first + n, now) for n, each in enumerate(news)]
    )


@kept
def _taken() -> Any:
    """Take the next numbers of a feed and return the last of them."""
    add = insert(Feed)
    return add.on_conflict_do_update(
        index_elements=["person_id"],
        set_={"number": Feed.number + add.excluded.number},
    ).returning(Feed.number)


@kept
def _moved() -> Any:
    """Put items into a feed, those that it holds at their new number."""
    put = insert(FeedItem)
    return put.on_conflict_do_update(
        index_elements=["person_id", "kind", "item_id"],
        set_={
            name: getattr(put.excluded, name)
            for name in ("number", "gone", "gone_details", "moved_at")
        },
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

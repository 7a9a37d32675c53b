"""Which orders a technician's phone holds: seven days back to three ahead."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, Connection, bindparam, select

from fieldapp.domain.documents import Document
from fieldapp.id_lists import among
from fieldapp.models import Visit
from fieldapp.services import change_feed, documents, order_devices
from fieldapp.services.change_feed import News

DAYS_BACK = 7
DAYS_AHEAD = 3


def within(start: Any, end: Any) -> tuple[ColumnElement[bool], ...]:
    """Return the conditions on visits that lie in a window and are not moved."""
    return (
        Visit.phase != "reassigned",
        Visit.window_start_at < end,
        Visit.window_end_at >= start,
    )


HOLDERS = (
    select(Visit.technician_id, Visit.work_order_id)
    .where(
        among(Visit.work_order_id, "order_ids"),
        *within(bindparam("start"), bindparam("end")),
    )
    .distinct()
)


@dataclass(frozen=True, slots=True)
class Window:
    """The span of whole local days that a phone holds."""

    start: datetime
    end: datetime

    def holds(self, visit: Document) -> bool:
        """Whether a visit is its technician's and lies within."""
        if visit["phase"] == "reassigned":
            return False
        start, end = visit["window"]["start_at"], visit["window"]["end_at"]
        return _instant(start) < self.end and _instant(end) >= self.start


def around(now: datetime, zone: str) -> Window:
    """Return the window of the local day of `now`."""
    today = local_day(now, zone)
    return Window(
        _midnight(today - timedelta(days=DAYS_BACK), zone),
        _midnight(today + timedelta(days=DAYS_AHEAD + 1), zone),
    )


def local_day(now: datetime, zone: str) -> date:
    """Return the date in the company's zone."""
    return now.astimezone(ZoneInfo(zone)).date()


def holders(order: Document, window: Window) -> dict[str, list[str]]:
    """Return who holds the order, each with the template versions needed for it."""
    found: dict[str, list[str]] = {}
    for visit in order.get("visits", []):
        if window.holds(visit):
            versions = found.setdefault(visit["technician"]["id"], [])
            if visit["template_version_id"]:
                versions.append(visit["template_version_id"])
    return found


def news_of(
    order: Document, before: dict[str, list[str]], window: Window
) -> list[News]:
    """Return what feeds learn from a changed order, given who held it before."""
    after = holders(order, window)
    news = [
        News(person, "template_version", version)
        for person, versions in after.items()
        for version in versions
        if version not in before.get(person, [])
    ]
    news += [News(person, "work_order", order["id"]) for person in after]
    news += [farewell(order, person) for person in before if person not in after]
    return news


def newcomers(
    order: Document, before: dict[str, list[str]], window: Window
) -> set[str]:
    """Return who holds the order now and did not before."""
    return set(holders(order, window)) - set(before)


def news_about(
    connection: Connection, order_ids: Iterable[str], now: datetime
) -> list[News]:
    """Return the news that something besides the document changed, for its holders."""
    zone = documents.organization(connection)["time_zone"]
    window = around(now, zone)
    asked = {"order_ids": list(order_ids), "start": window.start, "end": window.end}
    return [
        News(row.technician_id, "work_order", row.work_order_id)
        for row in connection.execute(HOLDERS, asked)
    ]


def farewell(order: Document, person_id: str) -> News:
    """Return the news that an order left a phone, and to whom it passed."""
    moves = [
        visit["moved_to"]
        for visit in order["visits"]
        if visit["technician"]["id"] == person_id and visit["phase"] == "reassigned"
    ]
    if not moves:
        return News(person_id, "work_order", order["id"], gone="out_of_window")
    to = moves[-1] or {}
    details = {"to_name": to.get("name"), "at": to.get("at")}
    return News(person_id, "work_order", order["id"], "reassigned", details)


def refresh(connection: Connection, person_id: str, now: datetime) -> None:
    """Move the window of one feed to today; called once a day for each."""
    zone = documents.organization(connection)["time_zone"]
    wanted = _wanted(connection, person_id, around(now, zone))
    orders = [id_ for kind, id_ in wanted if kind == "work_order"]
    wanted += [
        ("device", id_) for id_ in order_devices.wanted(connection, person_id, orders)
    ]
    held = change_feed.held(connection, person_id)
    news = [
        News(person_id, kind, item) for kind, item in wanted if (kind, item) not in held
    ]
    news += [
        News(person_id, kind, item, gone="out_of_window")
        for kind, item in sorted(held - set(wanted))
        if kind in ("work_order", "device")
    ]
    change_feed.mark_refreshed(connection, person_id, local_day(now, zone))
    change_feed.prune(connection, person_id, now)
    change_feed.announce(connection, news, now)


def _wanted(
    connection: Connection, person_id: str, window: Window
) -> list[tuple[str, str]]:
    common = [documents.ORGANIZATION, documents.CATALOGUE, ("profile", person_id)]
    visits = connection.execute(
        select(Visit.work_order_id, Visit.template_version_id)
        .where(Visit.technician_id == person_id, *within(window.start, window.end))
        .order_by(Visit.window_start_at, Visit.id)
    ).all()
    versions = {row.template_version_id for row in visits if row.template_version_id}
    orders = dict.fromkeys(row.work_order_id for row in visits)
    return [
        *common,
        *(("template_version", version) for version in sorted(versions)),
        *(("work_order", order) for order in orders),
    ]


def _midnight(day: date, zone: str) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(zone)).astimezone(UTC)


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text)

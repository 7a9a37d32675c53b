"""What a clock on the wall means as an instant (mirror: domain/wall_time.js)."""

import re
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from fieldapp.domain.documents import Document

DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
TIME = re.compile(r"[0-9]{2}:[0-9]{2}")


def instant(wall: str, zone: str) -> str:
    """Return local text such as 2026-11-24T10:18 as an ISO instant."""
    moment = datetime.fromisoformat(wall).replace(tzinfo=ZoneInfo(zone))
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")


def window(day: str, start: str, end: str, zone: str) -> Document | None:
    """Return a local span of one day as instants, None while it is incomplete."""
    if not DAY.fullmatch(day) or not TIME.fullmatch(start) or not TIME.fullmatch(end):
        return None
    if start >= end:
        return None
    return {
        "start_at": instant(f"{day}T{start}", zone),
        "end_at": instant(f"{day}T{end}", zone),
    }

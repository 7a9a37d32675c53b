"""Instants in the organization's zone (mirror: service_worker/domain/local_time.js)."""

import re
from datetime import UTC, datetime, timedelta
from functools import cache
from zoneinfo import ZoneInfo

INSTANT = re.compile(
    r"20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z"
)


def local(instant: str, zone: str) -> str:
    """Return an ISO instant as local text to the minute, such as 2026-11-24T10:18."""
    return _parsed(instant).astimezone(_zone(zone)).strftime("%Y-%m-%dT%H:%M")


def local_day(instant: str, zone: str) -> str:
    """Return the local day of an ISO instant, such as 2026-11-24."""
    return local(instant, zone)[:10]


def with_local_times(sentence: str, zone: str) -> str:
    """Return a sentence whose ISO instants read as local ones, such as 24/11 10:18."""
    return INSTANT.sub(lambda found: _day_and_time(found[0], zone), sentence)


def minutes_between(earlier: str, later: str) -> int:
    """Return the whole minutes from one ISO instant to another, rounded down."""
    return int((_parsed(later) - _parsed(earlier)) // timedelta(minutes=1))


def shifted(instant: str, minutes: int) -> str:
    """Return the ISO instant so many minutes later, or earlier when negative."""
    moved = _parsed(instant) + timedelta(minutes=minutes)
    return moved.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _day_and_time(typed: str, zone: str) -> str:
    try:
        moment = local(typed, zone)
    except ValueError:  # no such day or hour: somebody's own words
        return typed
    return f"{moment[8:10]}/{moment[5:7]} {moment[11:]}"


def _parsed(instant: str) -> datetime:
    return datetime.fromisoformat(instant).astimezone(UTC)


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)

"""Instants as the office reads them: to the second, and days of the company's zone."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo


def local_second(moment: str, zone: str) -> str:
    """Return the local time with seconds, "2026-11-24T10:24:07"."""
    there = datetime.fromisoformat(moment).astimezone(ZoneInfo(zone))
    return there.strftime("%Y-%m-%dT%H:%M:%S")


def bounds_of_day(day: date, zone: str) -> tuple[datetime, datetime]:
    """Return the instants at which a local day starts and the next one does."""
    place = ZoneInfo(zone)
    start = datetime.combine(day, time.min, place)
    return start, datetime.combine(day + timedelta(days=1), time.min, place)

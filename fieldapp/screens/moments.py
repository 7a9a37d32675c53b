"""Times as a screen shows them; mirror: service_worker/screens/moments.js."""

from datetime import datetime, timedelta

from fieldapp.domain.local_time import local, minutes_between
from fieldapp.domain.local_time import shifted as minutes_after

__all__ = ["local_or_none", "minutes_after", "minutes_between", "seconds_between"]


def local_or_none(moment: str | None, zone: str) -> str | None:
    """Return the local time of a moment, None where there is none."""
    return local(moment, zone) if moment else None


def seconds_between(start: str, end: str) -> int:
    """Return whole seconds from one moment to another, rounded down."""
    between = datetime.fromisoformat(end) - datetime.fromisoformat(start)
    return between // timedelta(seconds=1)

"""The only reader of the wall clock; FIELDAPP_NOW fixes the time for tests."""

import os
from datetime import UTC, datetime
from functools import lru_cache

KEPT_TEXTS = 4096


def now() -> datetime:
    """Return the present instant in UTC, cut to milliseconds."""
    fixed = os.environ.get("FIELDAPP_NOW")
    instant = datetime.fromisoformat(fixed) if fixed else datetime.now(UTC)
    return instant.replace(microsecond=instant.microsecond // 1000 * 1000)


def now_text() -> str:
    """Return the present instant as it travels, such as 2026-11-24T12:06:38.000Z."""
    return to_text(now())


def now_ms() -> int:
    """Return the present instant in milliseconds since 1970."""
    return int(now().timestamp() * 1000)


@lru_cache(KEPT_TEXTS)
def to_text(instant: datetime) -> str:
    """Return an aware instant as ISO text in UTC with milliseconds and Z.

    Writing costs far more than looking it up, and one push writes the same instants
    over and over.
    """
    utc = instant.astimezone(UTC).isoformat(timespec="milliseconds")
    return utc.replace("+00:00", "Z")

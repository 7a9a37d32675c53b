"""How long work may stay on a phone alone (mirror: service_worker/domain/unsent.js)."""

from datetime import datetime, timedelta

AMBER_AFTER = timedelta(hours=2)
RED_AFTER = timedelta(hours=24)


def tone(oldest: str, now: str) -> str:
    """Return done, warn after two hours, late after a day; both are instants."""
    age = datetime.fromisoformat(now) - datetime.fromisoformat(oldest)
    if age >= RED_AFTER:
        return "late"
    return "warn" if age >= AMBER_AFTER else "done"

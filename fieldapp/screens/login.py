"""The door; mirror: service_worker/screens/login.js."""

from fieldapp.domain.documents import Document

NOON = 12
EVENING = 18


def login_screen(now_local: str, *, email: str, problem: str | None) -> Document:
    """Return the greeting of the hour, the address typed, and what went wrong."""
    hour = int(now_local[11:13])
    return {
        "email": email,
        "problem": problem,
        "greeting": _greeting(hour),
    }


def _greeting(hour: int) -> str:
    if hour < NOON:
        return "morning"
    return "afternoon" if hour < EVENING else "evening"

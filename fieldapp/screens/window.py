"""How a promised window stands right now; mirror: service_worker/screens/window.js."""

from fieldapp.domain.documents import Document
from fieldapp.domain.local_time import minutes_between

CLOSING_MIN = 120
WAITED_FOR = ["planned", "acknowledged", "travelling", "paused"]


def window_chips(phase: str, end_at: str | None, now: str) -> list[Document]:
    """Return the chip "late" or "closing" with its minutes, while she is waited for."""
    if not end_at or phase not in WAITED_FOR:
        return []
    left = minutes_between(now, end_at)
    if left < 0:
        return [{"kind": "late", "minutes": -left}]
    if left <= CLOSING_MIN:
        return [{"kind": "closing", "minutes": left}]
    return []

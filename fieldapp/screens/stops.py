"""One stop on the day line; mirror: service_worker/screens/stops.js."""

from fieldapp.domain.documents import Document
from fieldapp.domain.local_time import local_day
from fieldapp.domain.phases import ACTIVE_PHASES, FINISHED_PHASES
from fieldapp.screens.moments import local_or_none
from fieldapp.screens.window import window_chips

STATUS = {
    "travelling": "route",
    "on_site": "work",
    "working": "work",
    "paused": "warn",
    "completed": "done",
    "cannot_complete": "off",
}
WINDOW_STATUS = {"late": "late", "closing": "warn"}
REPEAT_VISITS = 3
MOST_CHIPS = 2


def stop_view(row: Document, scene: Document) -> Document:
    """Return what a summary row shows on the day line, with at most two chips."""
    now, zone = scene["now"], scene["zone"]
    window = window_chips(row["phase"], row["window_end_at"], now)
    is_done = row["phase"] in FINISHED_PHASES
    return {
        "visit_id": row["visit_id"],
        "work_order_id": row["work_order_id"],
        "status": _status(row, window),
        "sign": _sign(row, window),
        "is_now": row["phase"] in ACTIVE_PHASES,
        "is_done": is_done,
        "day": None if is_done else _other_day(row, now, zone),
        "starts": local_or_none(row["window_start_at"], zone),
        "ends": local_or_none(row["window_end_at"], zone),
        "ended": local_or_none(row["completed_at"] or row["ended_at"], zone),
        "customer_name": row["customer_name"],
        "title": row["title"],
        "district": row["district"],
        "distance_m": row["distance_from_base_m"],
        "late_min": window[0]["minutes"] if _is_late(window) else None,
        "chips": _chips(row, window)[:MOST_CHIPS],
    }


def _chips(row: Document, window: list[Document]) -> list[Document]:
    is_worded = row["phase"] in STATUS and row["phase"] != "completed"
    chips = [{"kind": row["phase"]}] if is_worded else []
    if row["has_exception"]:
        chips.append({"kind": "exception"})
    if row["phase"] in FINISHED_PHASES:
        return chips
    chips += window
    if row["repeat_visits"] + 1 >= REPEAT_VISITS:
        chips.append({"kind": "repeat", "count": row["repeat_visits"] + 1})
    if row["access_note_short"]:
        chips.append({"kind": "access", "text": row["access_note_short"]})
    return chips


def _status(row: Document, window: list[Document]) -> str:
    if row["phase"] in STATUS:
        return STATUS[row["phase"]]
    return WINDOW_STATUS[window[0]["kind"]] if window else "todo"


def _sign(row: Document, window: list[Document]) -> str:
    if row["phase"] in STATUS:
        return str(row["phase"])
    return str(window[0]["kind"]) if window else "waiting"


def _is_late(window: list[Document]) -> bool:
    return bool(window) and window[0]["kind"] == "late"


def _other_day(row: Document, now: str, zone: str) -> str | None:
    day = local_day(row["window_start_at"], zone)
    return None if day == local_day(now, zone) else day

"""Where something was done, or why the phone does not say so."""

from fieldapp.domain.distance import distance_m
from fieldapp.domain.documents import Document
from fieldapp.translating import gettext as _

FAR_M = 200
"""The check-in circle: beyond it, and beyond what the fix may be off, is elsewhere."""
NO_POSITION = {
    "denied": "The phone was not allowed to tell its position",
    "timeout": "The phone found no position in time",
    "unsupported": "The phone has no positioning",
}


def position_shown(position: Document | None, site: Document) -> Document:
    """Return place, accuracy and distance from the address, in metres, as known."""
    if not position or "latitude" not in position:
        reason = (position or {}).get("unavailable", "")
        text = _(NO_POSITION.get(reason, "Unknown"))
        return {"text": text, "accuracy_m": None, "away_m": None}
    is_placed = site.get("latitude") and site.get("longitude")
    return {
        "text": f"{position['latitude']}, {position['longitude']}",
        "accuracy_m": position.get("accuracy_m"),
        "away_m": distance_m(position, site) if is_placed else None,
    }


def far_m(position: Document | None, site: Document) -> int | None:
    """Return how many metres from the address, None when it was there or unknown."""
    shown = position_shown(position, site)
    if shown["away_m"] is None:
        return None
    is_there: bool = shown["away_m"] <= FAR_M + (shown["accuracy_m"] or 0)
    return None if is_there else shown["away_m"]

"""The last fix of the page, or why there is none; mirror: .../positions.js."""

from collections.abc import Mapping

from fieldapp.domain.documents import Document


def position_in(form: Mapping[str, str]) -> Document:
    """Return the position of a form as operations take it."""
    if not form.get("latitude"):
        return {"unavailable": form.get("unavailable") or "unsupported"}
    return {
        "latitude": form["latitude"],
        "longitude": form.get("longitude", ""),
        "accuracy_m": _metres(form.get("accuracy_m", "")),
        "taken_at": form.get("taken_at", ""),
    }


def _metres(text: str) -> int:
    try:
        return round(float(text))
    except ValueError:
        return 0

"""A code read off a label; mirror: service_worker/screens/scans.js."""

from fieldapp.domain.documents import Document
from fieldapp.domain.labels import CodeReading, format_label, read_code
from fieldapp.domain.phases import UNFINISHED_PHASES
from fieldapp.domain.texts import ascii_upper, trimmed
from fieldapp.screens.moments import local_or_none
from fieldapp.screens.queue import dock


def scan_screen(
    rows: list[Document], visit_id: str | None, result: Document | None, scene: Document
) -> Document:
    """Return the page that takes a typed code, with what the last one was."""
    return {
        "tab": "scan",
        "visit_id": visit_id,
        "result": result,
        "dock": dock(rows, scene),
    }


def scan_result(
    read: Document, found: Document, visit_id: str | None, zone: str
) -> Document:
    """Return whose device a code is on.

    `read` holds the code as typed and the host that our labels name; `found` the
    device, the technician's own visits there, and who else has open work there.
    """
    reading = read_code(read["code"], read["host"])
    rows = sorted(found["rows"], key=_by_window)
    open_rows = [row for row in rows if row["phase"] in UNFINISHED_PHASES]
    here = [row for row in rows if row["visit_id"] == visit_id]
    best = [*here, *open_rows, *rows[::-1]]
    device, other = found["device"] or {}, found["elsewhere"] or {}
    return {
        "kind": _kind(reading.kind, found, visit_id, here, open_rows),
        "code": _shown(read["code"], reading, device),
        "device_kind": device.get("kind"),
        "model": device.get("model"),
        "number": best[0]["number"] if best else other.get("number"),
        "visit_id": best[0]["visit_id"] if best else visit_id,
        "technician": other.get("technician"),
        "visits": [_choice(row, zone) for row in open_rows],
    }


def _kind(
    code: str,
    found: Document,
    visit_id: str | None,
    here: list[Document],
    open_rows: list[Document],
) -> str:
    if code == "other_company":
        return code
    if found["device"] is None:
        return "unknown"
    if here or (visit_id is None and len(open_rows) == 1):
        return "this"
    if found["rows"] and visit_id is not None:
        return "other"
    if found["rows"]:
        return "choose" if open_rows else "finished"
    return "elsewhere" if found["elsewhere"] else "no_visit"


def _choice(row: Document, zone: str) -> Document:
    return {
        "visit_id": row["visit_id"],
        "number": row["number"],
        "title": row["title"],
        "customer_name": row["customer_name"],
        "starts": local_or_none(row["window_start_at"], zone),
        "ends": local_or_none(row["window_end_at"], zone),
    }


def _shown(code: str, reading: CodeReading, device: Document) -> str:
    """Write a label as it is printed, anything else as it was typed."""
    is_label = reading.mark is None or reading.label == device.get("label")
    if reading.label and is_label:
        return format_label(reading.label)
    return ascii_upper(trimmed(code))


def _by_window(row: Document) -> tuple[str, str]:
    return (row["window_start_at"] or "", row["visit_id"])

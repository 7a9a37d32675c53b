"""A code read off a label; mirror: service_worker/screens/scans.js."""

from fieldapp.domain.documents import Document
from fieldapp.domain.texts import ascii_upper, trimmed
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


def scan_result(orders: list[Document], visit_id: str | None, code: str) -> Document:
    """Return whose device the code belongs to: "this", "other" or "unknown"."""
    code = ascii_upper(trimmed(code))
    for order in orders:
        device = _device(order, code)
        if device:
            return _found(order, device, visit_id, code)
    return {
        "kind": "unknown",
        "code": code,
        "device_kind": None,
        "model": None,
        "number": None,
        "visit_id": None,
    }


def _found(
    order: Document, device: Document, visit_id: str | None, code: str
) -> Document:
    own = [visit["id"] for visit in order["visits"]]
    return {
        "kind": "this" if visit_id is None or visit_id in own else "other",
        "code": code,
        "device_kind": device["kind"],
        "model": device["model"],
        "number": order["number"],
        "visit_id": visit_id if visit_id in own else own[-1] if own else None,
    }


def _device(order: Document, code: str) -> Document | None:
    return next((each for each in order["devices"] if code in _marks(each)), None)


def _marks(device: Document) -> list[str]:
    """Return what may stand on its label: id, serial, MAC with and without colons."""
    mac = ascii_upper(device["mac"] or "")
    marks = [ascii_upper(device["id"]), ascii_upper(device["serial"]), mac]
    return [mark for mark in [*marks, mac.replace(":", "")] if mark]

"""One thing that waits for a decision; mirror: service_worker/screens/issues.js."""

from typing import Any

from fieldapp.domain.checklists import expand
from fieldapp.domain.documents import Document
from fieldapp.domain.local_time import with_local_times
from fieldapp.screens.items import answer_of
from fieldapp.screens.moments import local_or_none
from fieldapp.screens.outbox import is_hers, issue_row


def issue_screen(
    issue: Document,
    order: Document | None,
    template_version: Document | None,
    scene: Document,
) -> Document:
    """Return the two values, what she may choose, and whom to call.

    Without the order the item has no name and its values stand as they came.
    """
    item = _item(issue, order, template_version)
    sides = _sides(issue["details"] or {}, item, scene)
    return {
        "issue": {
            **issue_row(issue, scene["zone"]),
            "prompt": item["prompt"] if item else None,
            "repeat": item["repeat"] if item else None,
            "field": (issue["details"] or {}).get("field"),
            "sides": sides,
            "has_won": bool(sides and sides[0]["is_own"]),
            "choices": issue["choices"],
            "is_open": is_hers(issue),
        },
        "dispatch_phone": scene["organization"].get("phone"),
    }


def _item(
    issue: Document, order: Document | None, template_version: Document | None
) -> Document | None:
    """Return the item of the checklist that it is about; late work is about many."""
    if order is None or issue["reason"] == "late_work":
        return None
    items = expand(template_version, order)
    wanted = issue.get("item_id")
    return next((item for item in items if item["id"] == wanted), None)


def _sides(details: Document, item: Document | None, scene: Document) -> list[Document]:
    """Return the value that stands and the other one, each with who and when."""
    if "kept" not in details:
        return []
    return [_side(name, details, item, scene) for name in ("kept", "lost")]


def _side(
    name: str, details: Document, item: Document | None, scene: Document
) -> Document:
    is_kept = name == "kept"
    other = {"id": None, "name": details.get("by") if is_kept else None}
    who = details.get(f"{name}_by") or other
    return {
        "is_kept": is_kept,
        "answer": _answer(details[name], item, scene["zone"]),
        "unit": (item.get("unit") or "") if item else "",
        "who": who["name"],
        "is_own": who["id"] == scene["viewer"]["id"],
        "at": local_or_none(details.get(f"{name}_at"), scene["zone"]),
    }


def _answer(value: Any, item: Document | None, zone: str) -> Document:
    if value is None:
        return {"kind": "none"}
    if item:
        return answer_of(item, value) or {"kind": "none"}
    if isinstance(value, bool):
        return {"kind": "true" if value else "false"}
    text = ", ".join(value) if isinstance(value, list) else value
    return {"kind": "text", "text": with_local_times(text, zone)}

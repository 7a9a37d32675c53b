"""What differs from what was signed; mirror: .../signed_changes.js."""

from typing import Any

from fieldapp.domain.checklists import expand
from fieldapp.domain.documents import Document
from fieldapp.domain.signing import TECHNICIAN_SLOT
from fieldapp.screens.items import answer_of

NOTHING = {"kind": "none"}


def signed_changes(
    order: Document, visit: Document, template_version: Document | None
) -> Document | None:
    """Return each item with the signed and the present answer, and how many photos."""
    changes = visit.get("sign_off_changes")
    if not changes:
        return None
    items = {item["id"]: item for item in expand(template_version, order)}
    answers = changes["answers"]
    in_order = [item_id for item_id in items if item_id in answers]
    return {
        "lines": [
            _line(items[item_id], visit, answers[item_id]) for item_id in in_order
        ],
        "added": _photos(visit, changes["added"]),
        "removed": _photos(visit, changes["removed"]),
    }


def _line(item: Document, visit: Document, signed: Document | None) -> Document:
    before = signed["value"] if signed else None
    now = visit["answers"][item["id"]]["value"]
    return {
        "prompt": item["prompt"],
        "repeat": item["repeat"],
        "is_note": before is not None and before == now,
        "sides": [_side(item, before, "signed"), _side(item, now, "now")],
    }


def _side(item: Document, value: Any, name: str) -> Document:
    return {
        "name": name,
        "answer": answer_of(item, value) or NOTHING,
        "unit": item.get("unit") or "",
    }


def _photos(visit: Document, digests: list[str]) -> int:
    """Count pictures: the technician's own signature is none."""
    own = [each for each in visit["evidence"] if each["item_id"] == TECHNICIAN_SLOT]
    return len(set(digests) - {each["sha256"] for each in own})

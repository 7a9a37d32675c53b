"""The eight checklists of the company, from templates/*.json."""

import json
from functools import cache
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from fieldapp.domain.documents import Document

FOLDER = Path(__file__).parent / "templates"

# The kinds of item that technicians have a screen for; only these are ever mandatory.
CAPTURED_KINDS = frozenset({"tick", "choice", "number", "text", "scan", "photo"})
PHOTO_KINDS = frozenset({"photo"})


@cache
def editions() -> dict[str, Document]:
    """Return the frozen edition of each service type."""
    return {path.stem: _edition(path) for path in sorted(FOLDER.glob("*.json"))}


def _edition(path: Path) -> Document:
    written: dict[str, Any] = json.loads(path.read_text("utf-8"))
    slug = written.pop("slug")
    version = f"{slug}/{written['number']}"
    for section in written["sections"]:
        section["checklist_items"] = [
            _as_far_as_captured(item) for item in section["checklist_items"]
        ]
    return {
        "id": str(uuid5(NAMESPACE_URL, f"demo:template_version:{version}")),
        "template_id": str(uuid5(NAMESPACE_URL, f"demo:template:{slug}")),
        **written,
    }


def _as_far_as_captured(item: Document) -> Document:
    is_required = item["required"] and item["kind"] in CAPTURED_KINDS
    captured = {**item, "required": is_required}
    if "photo_on" in item and not PHOTO_KINDS <= CAPTURED_KINDS:
        captured["photo_on"] = []
    return captured

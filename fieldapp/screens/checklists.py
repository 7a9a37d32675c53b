"""A visit's checklist, item by item; mirror: service_worker/screens/checklists.js."""

from typing import Any

from fieldapp.domain.checklists import (
    dependents,
    expand,
    find_item,
    is_answered,
    missing,
    visible,
)
from fieldapp.domain.documents import Document
from fieldapp.domain.limits import facts_of
from fieldapp.domain.phases import FINISHED_PHASES
from fieldapp.screens.items import anchor_of, item_view

TIGHT_SEGMENTS = 24


def checklist_screen(
    order: Document, visit: Document, template_version: Document | None
) -> Document:
    """Return the whole checklist: progress, sections, and where to go next."""
    items = expand(template_version, order)
    gaps = _gaps(items, visit)
    current = gaps[0] if gaps else None
    shown = _shown_ids(items, visit)
    facts = facts_of(order)
    views = [
        item_view(item, visit, facts, _look(item, shown, current)) for item in items
    ]
    return {
        **_frame(order, visit, template_version),
        "progress": _progress(items, visit, current, gaps),
        "console": _console(items, visit, current, current),
        "sections": _sections(views),
    }


def answered_screen(
    order: Document,
    visit: Document,
    template_version: Document | None,
    item_id: str,
    refused: Document | None = None,
) -> Document:
    """Return one item after its answer, with everything that hangs on it.

    `refused` is an answer that was not kept: {"code", "sentence", "typed"}.
    """
    items = expand(template_version, order)
    item = find_item(items, item_id)
    gaps = _gaps(items, visit)
    following = _next_gap(items, gaps, item_id)
    shown = _shown_ids(items, visit)
    facts = facts_of(order)
    look = {**_look(item, shown, None), "is_open": True}
    hanging = dependents(items, item_id)
    return {
        **_frame(order, visit, template_version),
        "progress": _progress(items, visit, following, gaps),
        "console": _console(items, visit, following, item_id),
        "is_saved": refused is None,
        "checklist_item": item_view(item, visit, facts, look, refused),
        "dependents": [
            item_view(other, visit, facts, _look(other, shown, None))
            for other in items
            if other["id"] in hanging
        ],
    }


def form_value(item: Document, texts: list[str]) -> Any:
    """Return the answer that the fields of an item's form hold."""
    if item["kind"] == "choice" and item.get("multiple"):
        return [text for text in texts if text]
    text = texts[0] if texts else ""
    if item["kind"] == "tick":
        return {"true": True, "false": False, "": None}.get(text, text)
    return text or None


def _look(item: Document, shown: set[str], current: str | None) -> Document:
    is_now = item["id"] == current
    return {"is_hidden": item["id"] not in shown, "is_now": is_now, "is_open": is_now}


def _frame(
    order: Document, visit: Document, template_version: Document | None
) -> Document:
    return {
        "visit": {
            "id": visit["id"],
            "number": order["number"],
            "is_locked": visit["phase"] in FINISHED_PHASES,
        },
        "title": template_version["title"] if template_version else "",
        "is_saved": False,
    }


def _progress(
    items: list[Document], visit: Document, current: str | None, gaps: list[str]
) -> Document:
    asked = [
        item
        for item in visible(items, visit["answers"])
        if item["kind"] != "instruction"
    ]
    parts = [_part(item, visit, current) for item in asked]
    return {
        "answered": sum(is_answered(item, visit) for item in asked),
        "total": len(asked),
        "missing": len(gaps),
        "outside": parts.count("bad"),
        "segments": parts,
        "is_tight": len(parts) > TIGHT_SEGMENTS,
    }


def _part(item: Document, visit: Document, current: str | None) -> str:
    answer = visit["answers"].get(item["id"])
    if answer and answer["verdict"] == "red":
        return "bad"
    if item["id"] == current:
        return "now"
    return "done" if is_answered(item, visit) else "todo"


def _console(
    items: list[Document], visit: Document, following: str | None, current: str | None
) -> Document:
    ids = [item["id"] for item in visible(items, visit["answers"])]
    at = ids.index(current) if current in ids else len(ids)
    is_over = visit["phase"] in FINISHED_PHASES
    is_asking = following is not None and not is_over
    return {
        "kind": _kind(visit, is_asking=is_asking, is_over=is_over),
        "next_anchor": anchor_of(following) if following and is_asking else None,
        "previous_anchor": anchor_of(ids[at - 1]) if at > 0 else None,
    }


def _kind(visit: Document, *, is_asking: bool, is_over: bool) -> str:
    if is_asking:
        return "item"
    return "visit" if is_over or visit["sign_offs"] else "sign_off"


def _sections(views: list[Document]) -> list[Document]:
    sections: list[Document] = []
    for view in views:
        if not sections or sections[-1]["title"] != view["section"]:
            sections.append({"title": view["section"], "checklist_items": []})
        sections[-1]["checklist_items"].append(view)
    return [
        {
            **section,
            "is_hidden": all(v["is_hidden"] for v in section["checklist_items"]),
        }
        for section in sections
    ]


def _shown_ids(items: list[Document], visit: Document) -> set[str]:
    return {item["id"] for item in visible(items, visit["answers"])}


def _gaps(items: list[Document], visit: Document) -> list[str]:
    """Return the items that still want something, each once, in order."""
    return list(dict.fromkeys(gap["item_id"] for gap in missing(items, visit)))


def _next_gap(items: list[Document], gaps: list[str], item_id: str) -> str | None:
    ids = [item["id"] for item in items]
    after = ids[ids.index(item_id) + 1 :]
    return next((id_ for id_ in [*after, *gaps] if id_ in gaps), None)

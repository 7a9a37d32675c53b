"""One checklist item as its partial reads it; mirror: .../items.js."""

from typing import Any

from fieldapp.domain.checklists import answer_value, is_answered
from fieldapp.domain.documents import Document
from fieldapp.domain.phases import FINISHED_PHASES
from fieldapp.screens.readings import reading, shown

NO_READING = {"ruler": None, "accepted": None, "verdict": None}
ASKED = {"amber": "note", "red": "fix"}
TICKS = {True: "true", False: "false"}
SHORT_LABEL = 20


def item_view(
    item: Document,
    visit: Document,
    facts: Document,
    look: Document,
    refused: Document | None = None,
) -> Document:
    """Return everything that is shown of an item.

    `look` is {"is_hidden", "is_now", "is_open"}; `refused` an answer that could not be
    kept, {"code", "sentence", "typed"}.
    """
    answer = visit["answers"].get(item["id"])
    value = answer_value(visit["answers"], item["id"])
    zone = answer["verdict"] if answer else None
    note = (answer["note"] if answer else None) or ""
    asks_note = zone in (item.get("note_on") or [])
    asks_photo = zone in (item.get("photo_on") or [])
    photos = _photos(item, visit)
    is_explained = not (asks_note and not note) and not (asks_photo and not photos)
    was_answered = item["kind"] != "instruction" and is_answered(item, visit)
    is_done = was_answered and is_explained and refused is None
    return {
        "id": item["id"],
        "anchor": anchor_of(item["id"]),
        "visit_id": visit["id"],
        "kind": item["kind"],
        "prompt": item["prompt"],
        "repeat": item["repeat"],
        "help": item.get("help"),
        "unit": item.get("unit") or "",
        "section": item["section"],
        "is_required": bool(item.get("required")),
        "is_locked": visit["phase"] in FINISHED_PHASES,
        "is_hidden": look["is_hidden"],
        "is_now": look["is_now"],
        "is_done": is_done,
        "is_open": look["is_open"] or not is_done,
        "zone": zone,
        "tone": _tone(zone, is_done=is_done),
        "answer": answer_of(item, value, photos),
        "typed": refused["typed"] if refused else _typed(item, value),
        "choices": _choices(item, value),
        "layout": _layout(item),
        "note": note,
        "asks": ASKED.get(zone) if asks_note and zone else None,
        "asks_photo": asks_photo and not photos,
        "photos": photos,
        "error": refused,
        **_reading(item, value, facts),
    }


def anchor_of(item_id: str) -> str:
    """Return the item's id as it stands in the page: a dot would start a class."""
    return item_id.replace(".", "--")


def _reading(item: Document, value: Any, facts: Document) -> Document:
    return reading(item, value, facts) if item["kind"] == "number" else NO_READING


def _tone(zone: str | None, *, is_done: bool) -> str:
    if zone in ("red", "amber"):
        return {"red": "late", "amber": "warn"}[zone]
    return "done" if is_done else "todo"


def answer_of(item: Document, value: Any, photos: int = 0) -> Document | None:
    """Return the kept answer for the folded line, by what has to be worded."""
    if item["kind"] == "photo":
        return {"kind": "photos", "count": photos} if photos else None
    if value is None:
        return None
    if item["kind"] == "tick":
        return {"kind": TICKS.get(value, "na")}
    if item["kind"] == "number":
        return {"kind": "number", "text": shown(value, item)}
    return {"kind": "text", "text": ", ".join(_labels(item, value))}


def _labels(item: Document, value: Any) -> list[str]:
    values: list[str] = value if isinstance(value, list) else [value]
    labels = {choice["value"]: choice["label"] for choice in item.get("choices") or []}
    return [labels.get(each, each) for each in values]


def _typed(item: Document, value: Any) -> str:
    if item["kind"] == "number":
        return shown(value, item) or ""
    return value if item["kind"] in ("text", "scan") and value else ""


def _choices(item: Document, value: Any) -> list[Document]:
    if item["kind"] == "tick":
        values = ["true", "false", *(["na"] if item.get("not_applicable") else [])]
        chosen = None if value is None else TICKS.get(value, value)
        return [
            {"value": each, "label": None, "is_chosen": each == chosen}
            for each in values
        ]
    chosen = value if isinstance(value, list) else [value]
    return [
        {
            "value": choice["value"],
            "label": choice["label"],
            "is_chosen": choice["value"] in chosen,
        }
        for choice in item.get("choices") or []
    ]


def _layout(item: Document) -> str:
    if item["kind"] != "choice":
        return "line"
    if item.get("multiple"):
        return "many"
    longest = max((len(choice["label"]) for choice in item["choices"]), default=0)
    return "two" if longest <= SHORT_LABEL else "rows"


def _photos(item: Document, visit: Document) -> int:
    return sum(
        photo["item_id"] == item["id"] and not photo["removed"]
        for photo in visit["evidence"]
    )

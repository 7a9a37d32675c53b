"""The checklist of a visit (mirror: service_worker/domain/checklists.js).

An item is asked once per place when it repeats, is shown only when an earlier answer
says so, and is never required while hidden.
"""

from typing import Any

from fieldapp.domain.documents import Document
from fieldapp.problem import Problem

ITEM_KINDS = ["tick", "choice", "number", "text", "photo", "scan", "instruction"]
MAXIMUM_REPEATS = 50


def expand(template_version: Document | None, order: Document) -> list[Document]:
    """Return the items of the order in one list, repeated items once per place.

    Each item gets `section` (its title), `base_id`, `repeat` (1, 2 … or null), and
    `shown_when` as {"any_of": item ids, "in": answers} or null.
    """
    sections = template_version["sections"] if template_version else []
    counts = {
        item["id"]: _repeats(item, order)
        for section in sections
        for item in section["checklist_items"]
    }
    return [
        _expanded(item, section["title"], repeat, counts)
        for section in sections
        for item in section["checklist_items"]
        for repeat in counts[item["id"]]
    ]


def find_item(items: list[Document], item_id: str) -> Document:
    """Return the item of this id; raises Problem item_unknown."""
    for item in items:
        if item["id"] == item_id:
            return item
    raise Problem("item_unknown", item_id=item_id)


def asked_item(
    template_version: Document | None, order: Document, item_id: str
) -> Document:
    """Return the template's item that is asked under this id, without expanding all.

    Raises Problem item_unknown, also for a place that the site does not have.
    """
    base_id = item_id.partition(".")[0]
    for section in template_version["sections"] if template_version else []:
        for item in section["checklist_items"]:
            if item["id"] == base_id and _is_asked(item, order, item_id):
                return dict(item)
    raise Problem("item_unknown", item_id=item_id)


def visible(items: list[Document], answers: Document) -> list[Document]:
    """Return the items that are shown; what a hidden item would show is hidden too."""
    shown: dict[str, Document] = {}
    for item in items:
        if _is_shown(item, shown, answers):
            shown[item["id"]] = item
    return list(shown.values())


def dependents(items: list[Document], item_id: str) -> list[str]:
    """Return the ids of all items whose showing hangs on this one, in order."""
    roots = {item_id}
    for item in items:
        shown_when = item["shown_when"]
        if shown_when and roots & set(shown_when["any_of"]):
            roots.add(item["id"])
    return [item["id"] for item in items if item["id"] in roots - {item_id}]


def is_answered(item: Document, visit: Document) -> bool:
    """Tell whether the item has its answer; a photo item has it in the evidence."""
    if item["kind"] == "instruction":
        return True
    if item["kind"] == "photo":
        return has_photo(item, visit)
    return answer_value(visit["answers"], item["id"]) is not None


def has_photo(item: Document, visit: Document) -> bool:
    """Tell whether a photo that was not removed belongs to the item."""
    return any(
        photo["item_id"] == item["id"] and not photo["removed"]
        for photo in visit["evidence"]
    )


def missing(items: list[Document], visit: Document) -> list[Document]:
    """Return what keeps the checklist open: {"item_id", "what"} per gap, in order.

    `what` is "answer", "note" or "photo"; a hidden item is never missing.
    """
    return [
        {"item_id": item["id"], "what": what}
        for item in visible(items, visit["answers"])
        for what in _gaps(item, visit)
    ]


def has_exception(items: list[Document], visit: Document) -> bool:
    """Tell whether a shown reading is red and nobody has overridden it."""
    return any(
        _verdict_of(item, visit) == "red" and item["id"] not in visit["overrides"]
        for item in visible(items, visit["answers"])
    )


def progress(items: list[Document], visit: Document) -> dict[str, int]:
    """Return how many of the shown required items have their answer."""
    required = [
        item for item in visible(items, visit["answers"]) if item.get("required")
    ]
    answered = [item for item in required if is_answered(item, visit)]
    return {"answered": len(answered), "required": len(required)}


def answer_value(answers: Document, item_id: str) -> Any:
    """Return the value that an item holds, or null."""
    answer = answers.get(item_id)
    return answer["value"] if answer else None


def _repeats(item: Document, order: Document) -> list[int | None]:
    if not item.get("repeat_for"):
        return [None]
    counts = order["site"].get("counts") or {}
    count = min(counts.get(item["repeat_for"], 1), MAXIMUM_REPEATS)
    return list(range(1, count + 1))


def _is_asked(item: Document, order: Document, item_id: str) -> bool:
    return any(
        _repeated(item["id"], repeat) == item_id for repeat in _repeats(item, order)
    )


def _expanded(
    item: Document,
    section: str,
    repeat: int | None,
    counts: dict[str, list[int | None]],
) -> Document:
    return {
        **item,
        "id": _repeated(item["id"], repeat),
        "base_id": item["id"],
        "repeat": repeat,
        "section": section,
        "shown_when": _condition(item.get("shown_when"), repeat, counts),
    }


def _condition(
    shown_when: Document | None,
    repeat: int | None,
    counts: dict[str, list[int | None]],
) -> Document | None:
    """Let a repeated item look at its own place, a single one at every place."""
    if not shown_when:
        return None
    places = counts.get(shown_when["item"], [])
    if repeat in places:
        places = [repeat]
    return {
        "any_of": [_repeated(shown_when["item"], place) for place in places],
        "in": shown_when["in"],
    }


def _repeated(item_id: str, repeat: int | None) -> str:
    return item_id if repeat is None else f"{item_id}.{repeat}"


def _is_shown(item: Document, shown: dict[str, Document], answers: Document) -> bool:
    if not item["shown_when"]:
        return True
    return any(
        item_id in shown and _holds(answers, item_id, item["shown_when"]["in"])
        for item_id in item["shown_when"]["any_of"]
    )


def _holds(answers: Document, item_id: str, wanted: list[Any]) -> bool:
    value = answer_value(answers, item_id)
    values = value if isinstance(value, list) else [value]
    return any(each in wanted for each in values if each is not None)


def _gaps(item: Document, visit: Document) -> list[str]:
    gaps = []
    if item.get("required") and not is_answered(item, visit):
        gaps.append("answer")
    verdict = _verdict_of(item, visit)
    if verdict in (item.get("note_on") or []) and not _has_note(item, visit):
        gaps.append("note")
    if verdict in (item.get("photo_on") or []) and not has_photo(item, visit):
        gaps.append("photo")
    return gaps


def _verdict_of(item: Document, visit: Document) -> str | None:
    answer = visit["answers"].get(item["id"])
    return answer["verdict"] if answer else None


def _has_note(item: Document, visit: Document) -> bool:
    answer = visit["answers"].get(item["id"])
    return bool(answer and answer["note"])

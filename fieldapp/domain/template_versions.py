"""What makes an edition of a checklist fit to be frozen."""

import re
from itertools import pairwise
from typing import Any

from fieldapp.domain.checklists import ITEM_KINDS
from fieldapp.domain.documents import Document
from fieldapp.domain.limits import VERDICTS
from fieldapp.domain.quantities import compare, parse_quantity
from fieldapp.problem import Problem

SLUG = re.compile(r"[a-z][a-z0-9_-]{0,59}")
RESERVED = {"constructor"}  # a name that every JavaScript object has already
BOUNDS_RISING = ["red_below", "amber_below", "amber_above", "red_above"]


def refuse_invalid(sections: list[Document]) -> None:
    """Raise Problem template_invalid with the item and the field that is wrong."""
    known: dict[str, Document] = {}
    for section in sections:
        if not _is_text(section.get("title")):
            raise _invalid({}, "title")
        for item in section.get("checklist_items") or []:
            _refuse_item(item, known)
            known[item["id"]] = item


def _refuse_item(item: Document, known: dict[str, Document]) -> None:
    if not _is_slug(item.get("id")) or item["id"] in known:
        raise _invalid(item, "id")
    if item.get("kind") not in ITEM_KINDS:
        raise _invalid(item, "kind")
    if not _is_text(item.get("prompt")):
        raise _invalid(item, "prompt")
    if item.get("shown_when"):
        _refuse_condition(item, known)
    for field in ("note_on", "photo_on"):
        if not set(item.get(field) or []) <= set(VERDICTS):
            raise _invalid(item, field)
    if item["kind"] == "choice":
        _refuse_choices(item)
    if item["kind"] == "number":
        _refuse_number(item)


def _refuse_condition(item: Document, known: dict[str, Document]) -> None:
    """Let an item hang only on an earlier one, a repeated item only on its like."""
    target = known.get(item["shown_when"].get("item"))
    if target is None or not item["shown_when"].get("in"):
        raise _invalid(item, "shown_when")
    repeats = {target.get("repeat_for"), item.get("repeat_for")} - {None}
    if len(repeats) > 1:
        raise _invalid(item, "shown_when")


def _refuse_choices(item: Document) -> None:
    choices = item.get("choices") or []
    codes = {choice.get("value") for choice in choices}
    are_complete = all(
        _is_text(choice.get("value")) and _is_text(choice.get("label"))
        for choice in choices
    )
    if not choices or not are_complete or len(codes) < len(choices):
        raise _invalid(item, "choices")


def _refuse_number(item: Document) -> None:
    for field in ("quantity", "unit"):
        if not isinstance(item.get(field), str):
            raise _invalid(item, field)
    for limit in item.get("limits") or []:
        bounds = [limit[name] for name in BOUNDS_RISING if limit.get(name) is not None]
        are_canonical = all(map(_is_canonical, bounds))
        if not are_canonical or any(compare(a, b) > 0 for a, b in pairwise(bounds)):
            raise _invalid(item, "limits")


def _is_canonical(bound: Any) -> bool:
    try:
        return bool(parse_quantity(bound) == bound)
    except (Problem, TypeError):
        return False


def _is_slug(value: Any) -> bool:
    if not isinstance(value, str) or value in RESERVED:
        return False
    return SLUG.fullmatch(value) is not None


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _invalid(item: Document, field: str) -> Problem:
    return Problem("template_invalid", item_id=str(item.get("id", "")), field=field)

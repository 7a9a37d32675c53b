"""The checklist as the office reads it: answers, accepted ranges, verdicts."""

from typing import Any

from fieldapp.domain import checklists, limits
from fieldapp.domain.documents import Document
from fieldapp.domain.quantities import padded
from fieldapp.screens.office import looks
from fieldapp.translating import gettext as _

OTHER_PLACES = ("photo", "instruction")
VERDICT_LOOKS = {
    "green": ("done", "circle-check"),
    "amber": ("warn", "circle-alert"),
    "red": ("late", "circle-x"),
}
TICK_LOOKS = {
    "true": ("done", "circle-check", "As it should be"),
    "false": ("warn", "circle-alert", "Not as it should be"),
    "na": ("todo", "circle", "Does not apply"),
}


def results(
    order: Document, visit: Document, template_version: Document | None
) -> Document:
    """Return sections of rows, and the remarks that readings asked for."""
    items = checklists.expand(template_version, order)
    shown = [
        item
        for item in checklists.visible(items, visit["answers"])
        if item["kind"] not in OTHER_PLACES
    ]
    rows = [(item["section"], _row(item, order, visit)) for item in shown]
    titles = list(dict.fromkeys(title for title, _row in rows))
    return {
        "sections": [
            {"title": title, "rows": [row for place, row in rows if place == title]}
            for title in titles
        ],
        "remarks": [row for _title, row in rows if row["note"]],
        "progress": checklists.progress(items, visit),
        "template": {
            "title": template_version["title"] if template_version else None,
            "number": template_version["number"] if template_version else None,
        },
    }


def shown_value(item: Document, value: Any) -> Document:
    """Return the value as the value partial takes it: text, or decimal and unit."""
    if item["kind"] == "number":
        decimal = padded(value, item.get("decimals") or 0)
        return {"text": None, "decimal": decimal, "unit": item.get("unit") or ""}
    return {"text": _words(item, value), "decimal": None, "unit": ""}


def _row(item: Document, order: Document, visit: Document) -> Document:
    answer = visit["answers"].get(item["id"]) or {}
    value = answer.get("value")
    override = visit["overrides"].get(item["id"])
    return {
        "id": item["id"],
        "prompt": item["prompt"],
        "place": item["repeat"],
        "shown": None if value is None else shown_value(item, value),
        "range": _range(item, order),
        "result": _result(item, answer, visit),
        "verdict": answer.get("verdict"),
        "note": answer.get("note"),
        "override": override["by"]["name"] if override else None,
    }


def _words(item: Document, value: Any) -> str:
    if item["kind"] == "tick":
        return {"true": _("Yes"), "false": _("No"), "na": _("N/A")}[_tick(value)]
    if item["kind"] == "choice":
        labels = {choice["value"]: choice["label"] for choice in item["choices"]}
        chosen = value if isinstance(value, list) else [value]
        return ", ".join(str(labels.get(each, each)) for each in chosen)
    return str(value)


def _range(item: Document, order: Document) -> Document | None:
    """Return the green zone and, where it is wider, what passes with a note."""
    limit = limits.limit_for(item, limits.facts_of(order))
    if limit is None:
        return None
    accepted = limits.accepted_range(limit)
    green, amber = (_ends(accepted[zone], item) for zone in ("green", "amber"))
    has_amber = any(end is not None for end in amber.values()) and amber != green
    return {
        "unit": item.get("unit") or "",
        "green": green,
        "amber": amber if has_amber else None,
    }


def _ends(ends: Document, item: Document) -> Document:
    decimals = item.get("decimals") or 0
    return {
        "low": None if ends["from"] is None else padded(ends["from"], decimals),
        "high": None if ends["to"] is None else padded(ends["to"], decimals),
    }


def _result(item: Document, answer: Document, visit: Document) -> looks.Chip | None:
    if answer.get("value") is None:
        return looks.chip("todo", "circle", _("To do")) if item["required"] else None
    if answer.get("verdict"):
        look = VERDICT_LOOKS[answer["verdict"]]
        return looks.chip(*look, _(limits.VERDICTS[answer["verdict"]]))
    if item["kind"] == "tick":
        tone, icon, words = TICK_LOOKS[_tick(answer["value"])]
        return looks.chip(tone, icon, _(words))
    if item["kind"] == "scan":
        return _scan(answer["value"], visit)
    if item["kind"] == "text":
        return looks.chip("todo", "type", _("Free text"))
    return None


def _scan(code: str, visit: Document) -> looks.Chip:
    sources = {scan["source"] for scan in visit["scans"] if scan["code"] == code}
    if sources - {"typed"}:
        return looks.chip("done", "scan-qr-code", _("Read from the code"))
    return looks.chip("todo", "keyboard", _("Typed"))


def _tick(value: Any) -> str:
    return {True: "true", False: "false"}.get(value, "na")

"""The fields that two people gave two values: label, both values, who and when."""

import re
from typing import Any

from fieldapp.domain.documents import Document
from fieldapp.domain.local_time import with_local_times
from fieldapp.domain.service_types import PRIORITIES, TECHNOLOGIES
from fieldapp.screens.office.instants import local_second
from fieldapp.screens.office.results import shown_value
from fieldapp.screens.office.windows import window_text
from fieldapp.translating import gettext as _
from fieldapp.translating import marked

CEP = re.compile(r"\b(\d{5})(\d{3})\b")


def clashing(details: Document) -> list[Document]:
    """Return {field, kept, lost, by} of every field of a conflict."""
    return [details, *details.get("more", [])] if "kept" in details else []


def label(field: object, items: dict[str, Document]) -> str:
    """Return what a field is called: an item's question or a part of an order."""
    item = items.get(str(field))
    return item["prompt"] if item else _(FIELD_WORDS.get(str(field), "Value"))


def rows(
    issue: Document,
    items: dict[str, Document],
    standing: dict[str, Document],
    zone: str,
) -> list[Document]:
    """Return each field with the value that stands and the one that does not.

    `standing` holds the other person's entry of each field, where there is one.
    """
    return [
        _row(clash, issue, items, standing.get(clash["field"]), zone)
        for clash in clashing(issue["details"] or {})
    ]


def _row(
    clash: Document,
    issue: Document,
    items: dict[str, Document],
    other: Document | None,
    zone: str,
) -> Document:
    author = {
        "who": issue["author"]["name"] or "",
        **_clocks(issue["operation"], zone),
    }
    meant = {"who": clash.get("by") or "", **_clocks(other, zone)}
    is_author_kept = _stands(clash, issue)
    item = items.get(str(clash["field"]))
    return {
        "label": label(clash["field"], items),
        "kept": {
            "shown": value_of(clash["field"], clash["kept"], item, zone),
            **(author if is_author_kept else meant),
        },
        "lost": {
            "shown": value_of(clash["field"], clash["lost"], item, zone),
            **(meant if is_author_kept else author),
        },
    }


def _stands(clash: Document, issue: Document) -> bool:
    """Tell whether the issue's own entry won: the later of two answers stands."""
    if issue["reason"] != "concurrent_answer":
        return False
    arguments = (issue["operation"]["content"] or {}).get("arguments") or {}
    sent = _plain(arguments.get("value"))
    return sent == _plain(clash["kept"]) and sent != _plain(clash["lost"])


def _plain(value: object) -> str:
    return str(value).strip().replace(",", ".").lower()


def _clocks(entry: Document | None, zone: str) -> Document:
    return {
        name: local_second(entry[moment], zone) if entry and entry[moment] else None
        for name, moment in (("on_phone", "happened_at"), ("on_server", "received_at"))
    }


def value_of(field: object, value: Any, item: Document | None, zone: str) -> Document:
    """Return a value as the value partial takes it: text, or decimal and unit."""
    if item and value not in (None, ""):
        try:
            return shown_value(item, value)
        except (ValueError, ArithmeticError, KeyError, TypeError):
            pass  # the very value that was refused: shown as it came
    return {"text": _text(str(field), value, zone), "decimal": None, "unit": ""}


def _text(field: str, value: Any, zone: str) -> str:
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    text = str(value) if value not in (None, "") else "—"
    start, dash, end = text.partition(" – ")
    if dash and start.endswith("Z") and end.endswith("Z"):
        return window_text({"start_at": start, "end_at": end}, zone)
    words = {"priority": PRIORITIES, "technology": TECHNOLOGIES}.get(field, {})
    if field == "site":
        return CEP.sub(r"\1-\2", text)
    return _(words[text]) if text in words else with_local_times(text, zone)


FIELD_WORDS = {
    "window": marked("Window"),
    "technician": marked("Technician"),
    "address": marked("Address"),
    "site": marked("Address"),
    "contact": marked("Customer"),
    "customer": marked("Customer"),
    "title": marked("What is to be done"),
    "priority": marked("Priority"),
    "due_at": marked("Due"),
    "description": marked("What the customer said"),
    "service_type": marked("Service"),
    "technology": marked("Technology"),
    "plan": marked("Plan"),
    "new_work_order": marked("New order"),
}

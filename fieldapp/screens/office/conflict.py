"""Two people on one order: what a form showed, what stands now, what it wants."""

from dataclasses import dataclass

from fieldapp.domain.documents import Document
from fieldapp.domain.service_types import PRIORITIES
from fieldapp.screens.office import looks
from fieldapp.screens.office.editing import fields_of
from fieldapp.screens.office.instants import local_second
from fieldapp.screens.office.visits import speaking_visit
from fieldapp.screens.office.windows import window_text
from fieldapp.screens.office.work_orders import ADDRESS
from fieldapp.translating import gettext as _
from fieldapp.translating import marked

PLAN = ("technician", "window", "step")
PARTS = {  # of edit_work_order
    **dict.fromkeys(("customer", "document", "phone", "second_phone"), "customer"),
    **dict.fromkeys(("due_day", "due_time"), "due_at"),
    **dict.fromkeys(("title", "priority", "description"), ""),
}


@dataclass(frozen=True, slots=True)
class Clash:
    """One field that somebody else changed; `wanted` is None where nobody asked."""

    name: str
    seen: str
    now: str
    wanted: str | None
    by: Document | None


def texts_of(order: Document, zone: str) -> dict[str, str]:
    """Return every field that the office may change, as text to compare."""
    visit = speaking_visit(order)
    is_planned = bool(visit and order["phase"] in looks.VISIT_SPEAKS)
    window = visit["window"] if visit and is_planned else None
    return {
        **fields_of(order, zone),
        "technician": visit["technician"]["name"] if visit and is_planned else "",
        "window": window_text(window, zone),
        "step": _step(order, visit if is_planned else None),
    }


def clashes(
    names: tuple[str, ...],
    seen: dict[str, str],
    now: dict[str, str],
    wanted: dict[str, str],
    entries: list[Document],
) -> list[Clash]:
    """Return what changed since the form was shown and is not what it wants anyway."""
    return [
        Clash(name, seen[name], now[name], wanted.get(name), _last(name, entries))
        for name in names
        if now[name] != seen[name] and wanted.get(name) != now[name]
    ]


def conflict_screen(  # noqa: PLR0913 # the parts of one page
    order: Document,
    found: list[Clash],
    *,
    form: str,
    typed: dict[str, str],
    is_by_field: bool,
    error: str | None,
    operation_id: str,
    zone: str,
) -> Document:
    """Return the context of office/work_orders/conflict.html."""
    return {
        "section": "work_orders",
        "number": order["number"],
        "order_href": f"{ADDRESS}/{order['id']}",
        "form_href": f"{ADDRESS}/{order['id']}/{form}",
        "rows": [_row(clash, zone) for clash in found],
        "typed": {name: text for name, text in typed.items() if text},
        "is_by_field": is_by_field,
        "act": _acts()[form],
        "error": error,
        "operation_id": operation_id,
    }


def _row(clash: Clash, zone: str) -> Document:
    by = clash.by or {}
    return {
        "name": clash.name,
        "label": _(LABELS[clash.name]),
        "seen": _shown(clash.name, clash.seen),
        "now": _shown(clash.name, clash.now),
        "now_value": clash.now,
        "wanted": None if clash.wanted is None else _shown(clash.name, clash.wanted),
        "who": by.get("actor_name") or "",
        "on_device": local_second(by["happened_at"], zone) if by else None,
        "on_server": local_second(by["received_at"], zone) if by else None,
    }


def _shown(name: str, text: str) -> str:
    if name == "priority":
        return _(PRIORITIES[text]) if text in PRIORITIES else text
    if name == "due_day" and len(text) == len("2026-11-24"):
        return f"{text[8:]}/{text[5:7]}/{text[:4]}"
    return text or _("Empty")


def _step(order: Document, visit: Document | None) -> str:
    """Return how far it is; an order that was only opened on a phone has not moved."""
    if visit and visit["phase"] == "acknowledged":
        return str(looks.visit_chip("planned")["text"])
    return str(looks.state_chip(order, visit)["text"])


def _last(name: str, entries: list[Document]) -> Document | None:
    """Return the entry that gave a field its present value."""
    return next((each for each in reversed(entries) if _touches(name, each)), None)


def _touches(name: str, entry: Document) -> bool:
    if entry["status"] not in ("applied", "conflict"):
        return False
    if name in ("technician", "window"):
        return entry["name"] in (
            "schedule_visit",
            "reassign_visit",
            "cancel_work_order",
        )
    if name == "step":
        return entry["name"] in STEPS
    changes = (entry["arguments"] or {}).get("changes") or {}
    return entry["name"] == "edit_work_order" and part_of(name) in changes


def part_of(name: str) -> str:
    """Return the part of `edit_work_order` that a field of the form belongs to."""
    return PARTS.get(name, "site") or name


def _acts() -> dict[str, str]:
    return {
        "edit": _("Save so"),
        "assign": _("Assign the visit"),
        "reassign": _("Pass to this technician"),
        "reschedule": _("Change the window"),
        "cancel": _("Cancel the order"),
    }


STEPS = frozenset(
    {
        *("acknowledge_visit", "start_travel", "arrive_on_site", "start_work"),
        *("pause_work", "resume_work", "finish_visit", "report_cannot_complete"),
        *("cancel_work_order", "reopen_work_order", "close_work_order"),
        *("schedule_visit", "reassign_visit", "confirm_evidence", "undo"),
    }
)
LABELS = {
    "technician": marked("Technician"),
    "window": marked("Window"),
    "step": marked("State"),
    "customer": marked("Customer"),
    "document": marked("CPF or CNPJ"),
    "phone": marked("Phone"),
    "second_phone": marked("Second phone"),
    "postal_code": marked("CEP"),
    "street": marked("Street"),
    "house": marked("Number"),
    "complement": marked("Complement"),
    "district": marked("District"),
    "city": marked("City"),
    "state": marked("State (two letters)"),
    "reference_point": marked("Reference point"),
    "access_note": marked("How to get in"),
    "title": marked("What is to be done"),
    "priority": marked("Priority"),
    "description": marked("What the customer said"),
    "due_day": marked("Due day"),
    "due_time": marked("Due time"),
}

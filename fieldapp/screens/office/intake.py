"""A new order as the office types it: what it starts from, what is missing."""

import re
from dataclasses import dataclass

from fieldapp.domain.documents import Document
from fieldapp.domain.due_dates import due_at, usual_priority
from fieldapp.domain.service_types import PRIORITIES, SERVICE_TYPES, TECHNOLOGIES
from fieldapp.domain.tax_numbers import check_tax_number, mask_tax_number
from fieldapp.domain.wall_time import instant, window
from fieldapp.screens.moments import minutes_after
from fieldapp.translating import gettext as _

CEP_LENGTH = 8
PHONE_LENGTHS = (10, 11)
COUNTRY = "55"
CHANNELS = ("phone", "email", "online", "field")
STATES = re.compile(r"[A-Z]{2}")
LONGEST_LINE = 200
LONGEST_TEXT = 10_000
FIRST_START = "08:00"
FILLED = ("title", "priority", "due_day", "due_time")
FIELDS = (
    *("customer", "document", "phone", "second_phone", "channel"),
    *("postal_code", "street", "house", "complement", "district", "city", "state"),
    *("reference_point", "access_note", "service_type", "technology", "plan"),
    *("title", "priority", "description", "due_day", "due_time"),
    *("technician", "day", "start", "end"),
)


@dataclass(frozen=True, slots=True)
class Checked:
    """The facts of a form that is complete, or what is wrong with it, in its order."""

    facts: Document
    window: Document | None
    errors: list[Document]


def filled(typed: Document, *, now: str, zone: str) -> Document:
    """Return the form with what its kind of service decides filled in."""
    service = typed.get("service_type") or "repair"
    priority = typed.get("priority") or usual_priority(service)
    due = due_at(service, priority, now, zone)
    start = {
        "service_type": service,
        "technology": "gpon",
        "channel": "phone",
        "title": _(SERVICE_TYPES[service]["label"]),
        "priority": priority,
        "due_day": due[:10],
        "due_time": due[11:],
        "start": FIRST_START,
    }
    return start | {name: text for name, text in typed.items() if text}


def check(typed: Document, zone: str) -> Checked:
    """Return the facts for create_work_order and every error at its field."""
    errors: list[Document] = []

    def wrong(name: str, words: str) -> None:
        errors.append({"field": name, "text": words})

    for name, words in _required().items():
        if not typed.get(name):
            wrong(name, words)
    document = check_tax_number(typed.get("document", ""))
    if document.problem:
        wrong("document", _tax_words(document.kind, document.missing))
    phones = _phones(typed, wrong)
    cep = _digits(typed.get("postal_code", ""))
    if typed.get("postal_code") and len(cep) != CEP_LENGTH:
        wrong("postal_code", _("A CEP has 8 numbers"))
    due = _instant(typed, zone)
    if due is None:
        wrong("due_day", _("Choose the day and the time by which it must be done"))
    span = _window(typed, zone)
    if span is None and (typed.get("technician") or typed.get("day")):
        wrong("day", _("Choose the day and a window that ends after it starts"))
    if typed.get("day") and not typed.get("technician"):
        wrong("technician", _("Choose who goes in this window, or leave the day empty"))
    facts = _facts(typed, phones, cep, mask_tax_number(document.plain), due)
    errors.sort(key=lambda each: FIELDS.index(each["field"]))
    return Checked(facts, span, errors)


def _required() -> dict[str, str]:
    return {
        "customer": _("Write the name of the customer"),
        "phone": _("Write a phone with its area code"),
        "street": _("Write the street"),
        "district": _("Write the district"),
        "city": _("Write the city"),
        "postal_code": _("Write the CEP"),
        "title": _("Write what is to be done, in a few words"),
    }


def _tax_words(kind: str, missing: int) -> str:
    name = kind.upper()
    if missing:
        return _("%(name)s: %(count)s missing", name=name, count=missing)
    return _("%(name)s does not check. Compare with the document", name=name)


def _phones(typed: Document, wrong: object) -> list[str]:
    phones = []
    for name in ("phone", "second_phone"):
        digits = _digits(typed.get(name, ""))
        if len(digits) - len(COUNTRY) in PHONE_LENGTHS and digits.startswith(COUNTRY):
            digits = digits[len(COUNTRY) :]
        if len(digits) in PHONE_LENGTHS:
            phones.append(f"+{COUNTRY}{digits}")
        elif typed.get(name) and callable(wrong):
            wrong(name, _("A phone has its area code and 8 or 9 numbers"))
    return phones


def _facts(
    typed: Document, phones: list[str], cep: str, masked: str, due: str | None
) -> Document:
    """Return the facts that stand in the form; only those without errors are used."""
    state = typed.get("state", "").upper()
    return {
        "priority": _one_of(typed, "priority", PRIORITIES),
        "service_type": _one_of(typed, "service_type", SERVICE_TYPES),
        "technology": _one_of(typed, "technology", TECHNOLOGIES),
        "channel": _one_of(typed, "channel", CHANNELS),
        "title": typed.get("title", "")[:LONGEST_LINE],
        "description": typed.get("description", "")[:LONGEST_TEXT],
        "due_at": due,
        "plan": {"name": _line(typed, "plan"), "mbps": None}
        if typed.get("plan")
        else None,
        "customer": {
            "name": _line(typed, "customer"),
            "phones": list(dict.fromkeys(phones)),
            "document_masked": masked or None,
        },
        "site": {
            "street": _line(typed, "street"),
            "number": _line(typed, "house"),
            "complement": _line(typed, "complement") or None,
            "district": _line(typed, "district"),
            "postal_code": cep,
            "city": _line(typed, "city"),
            "state": state if STATES.fullmatch(state) else "",
            "reference_point": _line(typed, "reference_point") or None,
            "access_note": _line(typed, "access_note") or None,
            "latitude": None,
            "longitude": None,
            "distance_from_base_m": None,
            "counts": {},
        },
    }


def _one_of(typed: Document, name: str, known: object) -> str:
    value = str(typed.get(name, ""))
    names = list(known) if isinstance(known, (dict, tuple)) else []
    return value if value in names else names[0]


def _line(typed: Document, name: str) -> str:
    return str(typed.get(name, ""))[:LONGEST_LINE]


def _digits(text: str) -> str:
    return "".join(each for each in text if each.isascii() and each.isdigit())


def _instant(typed: Document, zone: str) -> str | None:
    try:
        wall = f"{typed.get('due_day', '')}T{typed.get('due_time', '')}"
        return instant(wall, zone)
    except ValueError:
        return None


def _window(typed: Document, zone: str) -> Document | None:
    """Return the span of the visit; without an end it takes the planned minutes."""
    try:
        start = instant(f"{typed.get('day', '')}T{typed.get('start', '')}", zone)
        if not typed.get("end"):
            service = _one_of(typed, "service_type", SERVICE_TYPES)
            minutes = SERVICE_TYPES[service]["minutes"]
            return {"start_at": start, "end_at": minutes_after(start, minutes)}
        return window(typed["day"], typed["start"], typed["end"], zone)
    except ValueError:
        return None


def intake_screen(
    typed: Document,
    errors: list[Document],
    *,
    technicians: list[Document],
    edition: Document | None,
    operation_id: str,
) -> Document:
    """Return the context of office/work_orders/new.html."""
    service = _one_of(typed, "service_type", SERVICE_TYPES)
    return {
        "section": "work_orders",
        "typed": typed,
        "errors": errors,
        "wrong": {each["field"]: each["text"] for each in errors},
        "operation_id": operation_id,
        "technicians": technicians,
        "minutes": SERVICE_TYPES[service]["minutes"],
        "edition": edition,
        "services": {code: _(row["label"]) for code, row in SERVICE_TYPES.items()},
        "technologies": TECHNOLOGIES,
        "priorities": {code: _(word) for code, word in PRIORITIES.items()},
        "channels": {
            "phone": _("Phone"),
            "email": _("E-mail"),
            "online": _("Site"),
            "field": _("In the field"),
        },
    }

"""A device as the office types it in: what is missing, and the facts it becomes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from fieldapp.domain.device_models import device_models
from fieldapp.domain.devices import read_label, read_mac, read_serial
from fieldapp.domain.documents import Document
from fieldapp.problem import Problem
from fieldapp.screens.office.devices import places
from fieldapp.translating import gettext as _

FIELDS = (
    *("model", "serial", "mac", "label", "owner"),
    *("place", "technician", "order", "location"),
)
OWNERS = ("company", "customer")
MOST_DIGITS = 15
FIELD_OF = {
    "device_serial_taken": "serial",
    "device_mac_taken": "mac",
    "device_label_invalid": "label",
    "device_label_unknown": "label",
    "device_label_retired": "label",
    "device_label_taken": "label",
    "device_place_unknown": "order",
}
"""At which field of the form a refusal of the operation is shown."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The facts of a form that is complete, or what is wrong with it, in its order."""

    facts: Document
    errors: list[Document]


@dataclass(frozen=True, slots=True)
class Known:
    """What the form may name: models, technicians, and the order of its number."""

    catalogue: Document
    technicians: list[Document]
    work_order_id: str | None = None


def check(typed: Document, known: Known) -> Checked:
    """Return the facts for register_device and every error at its field."""
    errors: list[Document] = []

    def read(name: str, reader: Callable[[str], Any]) -> Any:
        try:
            return reader(typed[name])
        except Problem as problem:
            errors.append({"field": name, "text": problem.message(_)})
            return None

    if typed["model"] not in {each["id"] for each in device_models(known.catalogue)}:
        errors.append({"field": "model", "text": _("Choose the model")})
    facts = {
        "model": typed["model"],
        "serial": read("serial", read_serial),
        "mac": read("mac", read_mac),
        "label": read("label", read_label),
        "owner": typed["owner"] if typed["owner"] in OWNERS else OWNERS[0],
        "place": _place(typed, known, errors),
    }
    errors.sort(key=lambda each: FIELDS.index(each["field"]))
    return Checked(facts, errors)


def form_screen(
    typed: Document, errors: list[Document], known: Known, operation_id: str
) -> Document:
    """Return the context of office/devices/new.html."""
    models = device_models(known.catalogue)
    return {
        "section": "devices",
        "typed": {"owner": "company", "place": "stock"} | typed,
        "errors": errors,
        "wrong": {each["field"]: each["text"] for each in errors},
        "models": {each["id"]: each["name"] for each in models},
        "owners": {"company": _("The company's"), "customer": _("The customer's own")},
        "places": places(),
        "technicians": {each["id"]: each["name"] for each in known.technicians},
        "operation_id": operation_id,
    }


def order_number(typed: str) -> int | None:
    """Return the number of an order as people write it, None when it is none."""
    digits = typed.upper().removeprefix("OS").replace(".", "").strip()
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= MOST_DIGITS
    return int(digits) if is_number else None


def _place(typed: Document, known: Known, errors: list[Document]) -> Document:
    if typed["place"] == "van":
        people = {each["id"]: each for each in known.technicians}
        if typed["technician"] not in people:
            errors.append({"field": "technician", "text": _("Choose whose van it is")})
            return {}
        return {"kind": "van", "technician": people[typed["technician"]]}
    if typed["place"] == "site":
        if known.work_order_id is None:
            text = Problem("device_place_unknown").message(_)
            errors.append({"field": "order", "text": text})
        location = typed["location"][:200] or None
        return {
            "kind": "site",
            "work_order_id": known.work_order_id,
            "location": location,
        }
    return {"kind": "stock"}

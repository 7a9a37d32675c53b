"""The facts of an order as the office corrects them: the form, and what it changes."""

from fieldapp.domain.documents import Document
from fieldapp.domain.local_time import local
from fieldapp.domain.service_types import PRIORITIES
from fieldapp.domain.tax_numbers import check_tax_number, mask_tax_number
from fieldapp.screens.office import intake
from fieldapp.screens.office.work_orders import ADDRESS
from fieldapp.screens.visits import postal_code_words
from fieldapp.translating import gettext as _

FIELDS = (
    *("customer", "document", "phone", "second_phone"),
    *("postal_code", "street", "house", "complement", "district", "city", "state"),
    *("reference_point", "access_note"),
    *("title", "priority", "description", "due_day", "due_time"),
)
PLACE = ("street", "number", "postal_code", "city", "state")
SHOWN_PHONES = 2


def fields_of(order: Document, zone: str) -> dict[str, str]:
    """Return the facts as the form shows them; a CPF is never shown whole."""
    customer, site, due = order["customer"], order["site"], local(order["due_at"], zone)
    phones = [*customer["phones"], "", ""]
    return {
        "customer": customer["name"],
        "document": "",
        "phone": _spoken(phones[0]),
        "second_phone": _spoken(phones[1]),
        "postal_code": postal_code_words(site["postal_code"]) or "",
        "street": site["street"],
        "house": site["number"],
        "complement": site["complement"] or "",
        "district": site["district"],
        "city": site["city"],
        "state": site["state"],
        "reference_point": site["reference_point"] or "",
        "access_note": site["access_note"] or "",
        "title": order["title"],
        "priority": order["priority"],
        "description": _lines(order["description"]),
        "due_day": due[:10],
        "due_time": due[11:],
    }


def check(typed: Document, order: Document, zone: str) -> intake.Checked:
    """Return the parts that differ from the order, and every error at its field."""
    facts = {"channel": "phone", "service_type": order["service_type"]}
    whole = {**typed, **facts, "technology": order["technology"]}
    checked = intake.check(whole, zone)
    errors = [each for each in checked.errors if not _was_so(each, typed, order, zone)]
    changes = {} if errors else _changes(typed, checked.facts, order, zone)
    return intake.Checked(changes, None, errors)


def _was_so(error: Document, typed: Document, order: Document, zone: str) -> bool:
    """Let stand what is wrong since before: nobody has to know the CEP to edit."""
    before, name = fields_of(order, zone), error["field"]
    about = ("due_day", "due_time") if name == "due_day" else (name,)
    return all(typed.get(each, "") == before.get(each) for each in about)


def _changes(
    typed: Document, facts: Document, order: Document, zone: str
) -> dict[str, object]:
    before = fields_of(order, zone)
    new = {name for name in FIELDS if typed.get(name, "") != before[name]}
    changes: dict[str, object] = {
        name: facts[name]
        for name in ("title", "priority", "description")
        if name in new
    }
    if new & {"due_day", "due_time"}:
        changes["due_at"] = facts["due_at"]
    if new & {"customer", "document", "phone", "second_phone"}:
        changes["customer"] = _customer(new, typed, facts["customer"], order)
    if site := _site(new, facts["site"], order["site"]):
        changes["site"] = site
    return changes


def _customer(
    new: set[str], typed: Document, written: Document, order: Document
) -> Document:
    customer = dict(order["customer"])
    if "customer" in new:
        customer["name"] = written["name"]
    if "document" in new:
        plain = check_tax_number(typed["document"]).plain
        customer["document_masked"] = mask_tax_number(plain) or None
    if new & {"phone", "second_phone"}:
        others = customer["phones"][SHOWN_PHONES:]
        customer["phones"] = list(dict.fromkeys([*written["phones"], *others]))
    return customer


def _site(new: set[str], written: Document, before: Document) -> Document | None:
    """Return the corrected site; another address has no coordinates yet."""
    parts = {"house": "number"}
    named = {parts.get(name, name) for name in new} & set(written)
    named = {name for name in named if written[name] != before[name]}
    if not named:
        return None
    site = {**before, **{name: written[name] for name in named}}
    if named & set(PLACE):
        site |= {"latitude": None, "longitude": None, "distance_from_base_m": None}
    return site


def editing_screen(
    order: Document, typed: Document, errors: list[Document], *, rev: int, id_: str
) -> Document:
    """Return the context of office/work_orders/edit.html."""
    return {
        "section": "work_orders",
        "number": order["number"],
        "order_href": f"{ADDRESS}/{order['id']}",
        "typed": typed,
        "errors": errors,
        "wrong": {each["field"]: each["text"] for each in errors},
        "document_masked": order["customer"]["document_masked"],
        "priorities": {code: _(word) for code, word in PRIORITIES.items()},
        "rev": rev,
        "operation_id": id_,
    }


def _spoken(phone: str) -> str:
    """Return a Brazilian number as people write it, "(34) 90000-0452"."""
    digits = phone.removeprefix("+55")
    if len(digits) not in intake.PHONE_LENGTHS or not phone.startswith("+55"):
        return phone
    return f"({digits[:2]}) {digits[2:-4]}-{digits[-4:]}"


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").strip()

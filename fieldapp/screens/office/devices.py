"""The company's devices: the list with its search, and one with its history."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from fieldapp import clock
from fieldapp.domain.device_models import DEVICE_KINDS
from fieldapp.domain.devices import is_lent
from fieldapp.domain.documents import Document
from fieldapp.domain.labels import format_label
from fieldapp.domain.local_time import local
from fieldapp.screens.office.events import Facts
from fieldapp.screens.office.looks import chip, order_chip
from fieldapp.screens.office.timeline import timeline
from fieldapp.screens.office.work_orders import ADDRESS as ORDERS
from fieldapp.services.devices import Page, Placed
from fieldapp.translating import gettext as _

ADDRESS = "/office/devices"
PAGE_SIZE = 40
PLACES = ("stock", "van", "site")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to; the fields are the URL's parameters."""

    q: str = ""
    kind: str = ""
    place: str = ""
    page: int = 1

    @property
    def is_narrowed(self) -> bool:
        """Tell whether anything was asked for."""
        return self != Filters(page=self.page)

    def href(self, **changes: Any) -> str:
        """Return the address of the list with some parameters changed."""
        wanted = replace(self, **{"page": 1, **changes})
        query = {
            name: getattr(wanted, name)
            for name in self.__slots__
            if getattr(wanted, name) != getattr(Filters(), name)
        }
        return f"{ADDRESS}?{urlencode(query)}" if query else ADDRESS


@dataclass(frozen=True, slots=True)
class Known:
    """One device, its ledger entries oldest first, the orders about it newest first."""

    placed: Placed
    entries: list[Document]
    orders: list[Any]


def list_screen(found: Page, filters: Filters, *, may_register: bool) -> Document:
    """Return the context of office/devices/index.html."""
    return {
        "section": "devices",
        "total": found.total,
        "filters": filters,
        "kinds": kinds(),
        "places": places(),
        "rows": [row(each) for each in found.devices],
        "pager": _pager(found.total, filters),
        "may_register": may_register,
    }


def device_screen(
    known: Known,
    *,
    zone: str,
    operation_id: str,
    wrong_label: tuple[str, str] | None = None,
) -> Document:
    """Return the context of office/devices/show.html; a wrong label with its error."""
    device = known.placed.document
    facts = Facts(order={"visits": []}, items={}, catalogue={})
    return {
        "section": "devices",
        "device": row(known.placed),
        "registered": local(device["registered"]["at"], zone),
        "registered_by": device["registered"]["by"]["name"],
        "events": timeline(known.entries, facts, zone),
        "orders": [_order(each, zone) for each in known.orders],
        "operation_id": operation_id,
        **_label_form(wrong_label),
    }


def row(placed: Placed) -> Document:
    """Return what the list says of a device."""
    device = placed.document
    return {
        "href": f"{ADDRESS}/{device['id']}",
        "serial": device["serial"],
        "mac": device["mac"],
        "label": format_label(device["label"]) if device["label"] else None,
        "former_labels": [
            format_label(each["label"]) for each in device.get("former_labels", [])
        ],
        "model": device["model"],
        "kind": kinds().get(device["kind"], device["kind"]),
        "location": device["place"].get("location"),
        "technician": placed.technician,
        "number": placed.number,
        "customer_name": placed.customer_name,
        "district": placed.district,
        "order_href": f"{ORDERS}/{device['place'].get('work_order_id')}",
        "place": _place_chip(device),
        "owner": _owner_chip(device),
    }


def _order(row: Any, zone: str) -> Document:
    return {
        "href": f"{ORDERS}/{row.id}",
        "number": row.number,
        "customer_name": row.customer_name,
        "state": order_chip(row.phase),
        "opened": local(clock.to_text(row.opened_at), zone),
    }


def _label_form(wrong: tuple[str, str] | None) -> Document:
    if wrong is None:
        return {"typed": {}, "wrong": {}, "errors": []}
    typed, text = wrong
    return {
        "typed": {"label": typed},
        "wrong": {"label": text},
        "errors": [{"field": "label", "text": text}],
    }


def kinds() -> dict[str, str]:
    """Return the kinds of devices in the reader's words."""
    words = {
        "ont": _("ONT"),
        "stb": _("Set-top box"),
        "router": _("Router"),
        "antenna": _("Antenna"),
        "lnbf": _("LNBF"),
    }
    return {kind: words[kind] for kind in DEVICE_KINDS}


def places() -> dict[str, str]:
    """Return where a device can be, in the reader's words."""
    return {
        "stock": _("In stock"),
        "van": _("In a van"),
        "site": _("At a customer"),
    }


def _place_chip(device: Document) -> Document:
    looks = {
        "stock": ("todo", "hard-drive"),
        "van": ("route", "navigation"),
        "site": ("work", "map-pin-check"),
    }
    place = device["place"]["kind"]
    return chip(*looks[place], places()[place])


def _owner_chip(device: Document) -> Document:
    if is_lent(device):
        return chip("warn", "repeat", _("Lent"))
    if device["owner"] == "customer":
        return chip("done", "circle-user-round", _("The customer's own"))
    return chip("todo", "lock", _("The company's"))


def _pager(total: int, filters: Filters) -> Document:
    last = max(1, -(-total // PAGE_SIZE))
    page = min(filters.page, last)
    return {
        "first": (page - 1) * PAGE_SIZE + 1 if total else 0,
        "last": min(page * PAGE_SIZE, total),
        "previous": filters.href(page=page - 1) if page > 1 else None,
        "next": filters.href(page=page + 1) if page < last else None,
    }

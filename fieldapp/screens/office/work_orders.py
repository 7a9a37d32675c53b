"""The list of orders: rows, what it is narrowed to, and the ways to narrow it."""

from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from fieldapp.domain.documents import Document
from fieldapp.domain.phases import WORK_ORDER_PHASES
from fieldapp.screens.moments import local_or_none
from fieldapp.screens.office import looks
from fieldapp.screens.office.visits import marks, punctuality, speaking_visit
from fieldapp.translating import gettext as _

ADDRESS = "/office/work_orders"
PAGE_SIZE = 40
SORTS = ("urgency", "number", "customer", "window", "due")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to; the fields are the URL's parameters."""

    q: str = ""
    phase: str = ""
    technician: str = ""
    day: str = ""
    service_type: str = ""
    sort: str = "urgency"
    page: int = 1

    @property
    def is_narrowed(self) -> bool:
        """Tell whether anything was asked for."""
        return self != Filters(sort=self.sort, page=self.page)

    def href(self, **changes: Any) -> str:
        """Return the address of the list with some parameters changed."""
        wanted = replace(self, **{"page": 1, **changes})
        default = Filters()
        query = {
            name: getattr(wanted, name)
            for name in self.__slots__
            if getattr(wanted, name) != getattr(default, name)
        }
        return f"{ADDRESS}?{urlencode(query)}" if query else ADDRESS


@dataclass(frozen=True, slots=True)
class Found:
    """One page of orders, how many there are in all and in each phase."""

    documents: list[Document]
    total: int
    counts: dict[str, int]
    issues: dict[str, int]


@dataclass(frozen=True, slots=True)
class Choices:
    """What the selects offer: users {id, name} and service types {code: label}."""

    technicians: list[Document]
    service_types: dict[str, str]


def list_screen(
    found: Found, filters: Filters, choices: Choices, *, now: str, zone: str
) -> Document:
    """Return the context of office/work_orders/index.html."""
    return {
        "section": "work_orders",
        "total": found.total,
        "filters": filters,
        "tallies": _tallies(found, filters),
        "technicians": choices.technicians,
        "service_types": choices.service_types,
        "heads": [_head(filters, *head) for head in _heads()],
        "rows": [
            _row(order, found.issues.get(order["id"], 0), choices, now=now, zone=zone)
            for order in found.documents
        ],
        "pager": _pager(found.total, filters),
    }


def _row(
    order: Document, issues: int, choices: Choices, *, now: str, zone: str
) -> Document:
    visit = speaking_visit(order)
    window = visit["window"] if visit else None
    return {
        "href": f"{ADDRESS}/{order['id']}",
        "number": order["number"],
        "customer_name": order["customer"]["name"],
        "district": order["site"]["district"],
        "title": order["title"],
        "service": choices.service_types.get(order["service_type"]),
        "technician": visit["technician"]["name"] if visit else None,
        "starts": local_or_none(window["start_at"], zone) if window else None,
        "ends": local_or_none(window["end_at"], zone) if window else None,
        "due": local_or_none(order["due_at"], zone),
        "state": looks.state_chip(order, visit),
        "late": _late(order, visit, now),
        "marks": marks(order, visit, issues),
    }


def _late(order: Document, visit: Document | None, now: str) -> Document | None:
    """Return only what is late now: the list is for acting, the page tells the past."""
    if order["phase"] not in looks.VISIT_SPEAKS or (visit and visit["arrived_at"]):
        return None
    return punctuality(visit, now)


def _tallies(found: Found, filters: Filters) -> list[Document]:
    everything = sum(found.counts.values())
    all_orders = {
        "href": filters.href(phase=""),
        "is_current": not filters.phase,
        "count": everything,
        "chip": looks.chip("todo", "clipboard-list", _("All")),
    }
    return [all_orders] + [
        {
            "href": filters.href(phase=phase),
            "is_current": filters.phase == phase,
            "count": found.counts[phase],
            "chip": looks.order_chip(phase),
        }
        for phase in WORK_ORDER_PHASES
        if found.counts.get(phase) or filters.phase == phase
    ]


def _heads() -> list[tuple[str, str]]:
    return [
        ("number", _("Order number")),
        ("customer", _("Customer")),
        ("", _("Service")),
        ("", _("Technician")),
        ("window", _("Window")),
        ("due", _("Due")),
        ("urgency", _("State")),
    ]


def _head(filters: Filters, sort: str, text: str) -> Document:
    """Turn a sorted head around; urgency has one direction only."""
    is_current = bool(sort) and filters.sort.lstrip("-") == sort
    turned = f"-{sort}" if filters.sort == sort and sort != "urgency" else sort
    direction = "descending" if filters.sort.startswith("-") else "ascending"
    return {
        "text": text,
        "href": filters.href(sort=turned) if sort else None,
        "direction": direction if is_current else None,
    }


def _pager(total: int, filters: Filters) -> Document:
    last = max(1, -(-total // PAGE_SIZE))
    page = min(filters.page, last)
    return {
        "first": (page - 1) * PAGE_SIZE + 1 if total else 0,
        "last": min(page * PAGE_SIZE, total),
        "previous": filters.href(page=page - 1) if page > 1 else None,
        "next": filters.href(page=page + 1) if page < last else None,
    }

"""What auditors read: anchors, heads that went backwards, who opened what."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from fieldapp import clock
from fieldapp.domain.documents import Document
from fieldapp.domain.local_time import local
from fieldapp.screens.office.work_orders import ADDRESS as ORDERS
from fieldapp.translating import gettext as _

ADDRESS = "/office/audit"
PAGE_SIZE = 50
WORDS = {
    "order": "Order",
    "edit_form": "Form to edit the order",
    "photo": "Photo in full size",
    "report": "Report",
    "bundle": "Evidence bundle",
    "dossier": "Dossier",
}


@dataclass(frozen=True, slots=True)
class Looked:
    """What a search in the access log found; `order` is the number as typed."""

    order: str
    rows: list[Any]
    total: int
    page: int
    error: str | None = None


def audit_screen(
    anchor: Any | None, reports: list[Any], looked: Looked, zone: str
) -> Document:
    """Return the context of office/audit/show.html."""
    return {
        "section": "audit",
        "anchor": _anchor(anchor, zone) if anchor else None,
        "reports": [_report(row, zone) for row in reports],
        "order": looked.order,
        "error": looked.error,
        "errors": [{"field": "order", "text": looked.error}] if looked.error else [],
        "accesses": [_access(row, zone) for row in looked.rows],
        "total": looked.total,
        "pager": _pager(looked),
    }


def _anchor(anchor: Any, zone: str) -> Document:
    return {
        "number": anchor.number,
        "made": local(clock.to_text(anchor.made_at), zone),
        "size": anchor.size,
        "public_key": anchor.public_key,
    }


def _report(row: Any, zone: str) -> Document:
    return {
        "number": row.number,
        "href": f"{ORDERS}/{row.work_order_id}" if row.number else None,
        "rev": row.rev,
        "head": row.head,
        "who": row.user_name,
        "reported": local(clock.to_text(row.reported_at), zone),
    }


def _access(row: Any, zone: str) -> Document:
    return {
        "opened": local(clock.to_text(row.opened_at), zone),
        "who": row.user_name,
        "what": _(WORDS[row.kind]),
        "number": row.number,
        "href": f"{ORDERS}/{row.work_order_id}" if row.number else None,
    }


def _pager(looked: Looked) -> Document | None:
    last = max(1, -(-looked.total // PAGE_SIZE))
    if last == 1:
        return None
    first = (looked.page - 1) * PAGE_SIZE + 1
    return {
        "first": first,
        "last": first + len(looked.rows) - 1,
        "previous": _href(looked, looked.page - 1) if looked.page > 1 else None,
        "next": _href(looked, looked.page + 1) if looked.page < last else None,
    }


def _href(looked: Looked, page: int) -> str:
    asked = {"order": looked.order} if looked.order else {}
    return f"{ADDRESS}?{urlencode(asked | {'page': page})}"

"""Dossiers on the page of an order: what can be asked for, how far each is."""

from typing import Any

from fieldapp import clock
from fieldapp.domain.documents import Document
from fieldapp.domain.permissions import may
from fieldapp.problem import KINDS
from fieldapp.screens.moments import local_or_none
from fieldapp.screens.office.work_orders import ADDRESS
from fieldapp.translating import gettext as _

DOSSIERS = "/office/dossiers"
SCOPES = {
    "order": "This order",
    "customer": "All orders of this customer",
    "site": "All orders at this address",
}


def dossiers_screen(order: Document, rows: list[Any], role: str, zone: str) -> Document:
    """Return the context of office/work_orders/_dossiers.html.

    Whoever does not read the audit sees no dossier that shows the whole record.
    """
    sees_all = may(role, "read_audit")
    shown = [row for row in rows if sees_all or row.content != "whole"]
    return {
        "base": f"{ADDRESS}/{order['id']}/dossiers",
        "scopes": [{"scope": name, "text": _(text)} for name, text in SCOPES.items()],
        "may_be_whole": sees_all,
        "is_waiting": any(row.state == "due" for row in shown),
        "rows": [_row(row, zone) for row in shown],
    }


def _row(row: Any, zone: str) -> Document:
    problem = KINDS[row.problem_code].sentence if row.problem_code else None
    return {
        "text": _(SCOPES[row.scope]),
        "state": str(row.state),
        "is_whole": row.content == "whole",
        "done": row.done,
        "total": row.total,
        "href": f"{DOSSIERS}/{row.id}",
        "size_bytes": row.size_bytes,
        "at": local_or_none(clock.to_text(row.made_at or row.requested_at), zone),
        "problem": _(problem) % {"number": ""} if problem else None,
    }

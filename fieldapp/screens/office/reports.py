"""Reports of an order on its page: what can be asked for, how far each is."""

from typing import Any

from fieldapp import clock
from fieldapp.domain.documents import Document
from fieldapp.domain.permissions import may
from fieldapp.domain.report_codes import shown_code
from fieldapp.problem import KINDS
from fieldapp.screens.moments import local_or_none
from fieldapp.screens.office.visits import speaking_visit
from fieldapp.screens.office.work_orders import ADDRESS
from fieldapp.translating import gettext as _

REPORTS = "/office/reports"
NOT_STARTED = ("planned", "acknowledged", "reassigned", "cancelled")
WORDS = {"visit": "Report of the visit", "absence": "Proof of absence"}


def reports_screen(order: Document, rows: list[Any], role: str, zone: str) -> Document:
    """Return the context of office/work_orders/_reports.html."""
    visit = speaking_visit(order)
    return {
        "base": f"{ADDRESS}/{order['id']}/reports",
        "bundle": f"{ADDRESS}/{order['id']}/bundle"
        if may(role, "read_audit")
        else None,
        "visit_id": visit["id"] if visit else "",
        "kinds": [{"kind": kind, "text": _(WORDS[kind])} for kind in _kinds(visit)],
        "is_waiting": any(row.state == "due" for row in rows),
        "rows": [_row(row, zone) for row in rows],
    }


def _kinds(visit: Document | None) -> list[str]:
    if visit is None or visit["phase"] in NOT_STARTED:
        return []
    return ["visit", "absence"] if visit["cannot_complete"] else ["visit"]


def _row(row: Any, zone: str) -> Document:
    problem = KINDS[row.problem_code].sentence if row.problem_code else None
    return {
        "text": _(WORDS[row.kind]),
        "state": str(row.state),
        "code": shown_code(row.code),
        "href": f"{REPORTS}/{row.code}",
        "public_href": f"/r/{row.code}",
        "size_bytes": row.size_bytes,
        "at": local_or_none(clock.to_text(row.made_at or row.requested_at), zone),
        "problem": _(problem) % {"number": ""} if problem else None,
    }

"""A code read off a label; mirror: service_worker/web/scans.js."""

from flask import Blueprint, request
from flask_login import current_user

from fieldapp import clock, database
from fieldapp.access import technician_required
from fieldapp.domain.documents import Document
from fieldapp.domain.texts import trimmed
from fieldapp.screens.scans import scan_result, scan_screen
from fieldapp.services import own_day
from fieldapp.web.technician.answering import own_visit, record, scene, show

bp = Blueprint("scans", __name__)


@bp.get("/scan")
@technician_required
def show_scan() -> str:
    return _page(request.args.get("visit_id"), None)


@bp.post("/scans")
@technician_required
def scan_code() -> str:
    """Record the code that was read, and say whose device it is."""
    code = trimmed(request.form.get("code", ""))
    visit_id = request.form.get("visit_id") or None
    if visit_id:
        record("scan_device", _scan(code, visit_id), own_visit(visit_id).order["id"])
    return _page(visit_id, code)


@bp.get("/D/<code>")
@technician_required
def show_label(code: str) -> str:
    """Answer a label's own address, opened by another camera."""
    return _page(None, code)


def _scan(code: str, visit_id: str) -> Document:
    return {
        "visit_id": visit_id,
        "code": code,
        "symbology": request.form.get("symbology") or "text",
        "source": request.form.get("source") or "typed",
    }


def _page(visit_id: str | None, code: str | None) -> str:
    now = clock.now()
    with database.reading() as connection:
        rows = own_day.rows(connection, current_user.id, now)
        orders = own_day.orders(connection, current_user.id, now)
    result = None if code is None else scan_result(orders, visit_id, code)
    return show("scans/show.html", scan_screen(rows, visit_id, result, scene()))

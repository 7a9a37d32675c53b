"""A code read off a label; mirror: service_worker/web/scans.js."""

from flask import Blueprint, redirect, render_template, request
from flask_login import current_user
from werkzeug.wrappers import Response

from fieldapp import clock, database
from fieldapp.access import public, technician_required
from fieldapp.domain.documents import Document
from fieldapp.domain.labels import read_code
from fieldapp.domain.permissions import may
from fieldapp.domain.texts import trimmed
from fieldapp.screens.public.label import label_screen
from fieldapp.screens.scans import scan_result, scan_screen
from fieldapp.services import device_lookup, own_day
from fieldapp.web.page import base_context
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
    return _page(visit_id, _result(visit_id, code))


@bp.get("/D/<code>")
@public
def show_label(code: str) -> str | Response:
    """Answer a label's own address: to her with the visit, to a customer with help."""
    if not current_user.is_authenticated:
        base = base_context()
        screen = label_screen(code, base["organization"])
        return render_template("public/label.html", **base, **screen)
    if not may(current_user.role, "perform_visit"):
        return redirect(f"/office/devices?q={read_code(code, '').label or ''}", 303)
    result = _result(None, code)
    if result["kind"] == "this":
        return redirect(f"/visits/{result['visit_id']}", 303)
    return _page(None, result)


def _scan(code: str, visit_id: str) -> Document:
    return {
        "visit_id": visit_id,
        "code": code,
        "symbology": request.form.get("symbology") or "text",
        "source": request.form.get("source") or "typed",
    }


def _result(visit_id: str | None, code: str) -> Document:
    now, reading = clock.now(), read_code(code, request.host)
    with database.reading() as connection:
        rows = own_day.rows(connection, current_user.id, now)
        orders = own_day.orders(connection, current_user.id, now)
        found = device_lookup.find_device(connection, reading, orders)
        other = device_lookup.elsewhere(connection, found.order_ids, current_user.id)
    about = {
        "device": found.device,
        "rows": [row for row in rows if row["work_order_id"] in found.order_ids],
        "elsewhere": other,
    }
    read = {"code": code, "host": request.host}
    return scan_result(read, about, visit_id, scene()["zone"])


def _page(visit_id: str | None, result: Document | None) -> str:
    with database.reading() as connection:
        rows = own_day.rows(connection, current_user.id, clock.now())
    return show("scans/show.html", scan_screen(rows, visit_id, result, scene()))

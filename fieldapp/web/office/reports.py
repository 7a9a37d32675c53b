"""Ask for a report, see how far it is, print it, take the PDF or the whole bundle."""

from base64 import b64encode
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, current_app, redirect, render_template, request
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from fieldapp import clock, database
from fieldapp.access import requires
from fieldapp.config import Settings
from fieldapp.domain.documents import Document
from fieldapp.domain.report_codes import read_code
from fieldapp.models import AccessKind, ReportKind, ReportState
from fieldapp.problem import Problem
from fieldapp.reports import sheet
from fieldapp.reports.drawings import qr_svg
from fieldapp.reports.gathering import gather
from fieldapp.reports.sheet import Paper
from fieldapp.screens.office.reports import REPORTS, reports_screen
from fieldapp.screens.office.work_orders import ADDRESS
from fieldapp.services import (
    access_log,
    anchors,
    bundles,
    reports,
    signing_key,
)
from fieldapp.translating import current_language, speaking
from fieldapp.web.office import acting
from fieldapp.web.office.downloads import download
from fieldapp.web.page import organization

bp = Blueprint("office_reports", __name__)
bp.before_request(acting.refuse_who_sees_only_own)

MOST_SHOWN = 20


@bp.get(f"{ADDRESS}/<uuid:work_order_id>/reports")
@requires("see_work")
def index(work_order_id: UUID) -> str:
    """Show how far the reports of an order are."""
    order = acting.asked_order(work_order_id)
    return render_template("office/work_orders/_reports.html", reports=screen(order))


@bp.post(f"{ADDRESS}/<uuid:work_order_id>/reports")
@requires("see_work")
def create(work_order_id: UUID) -> AnyResponse:
    """Ask for a report of a visit; it is made in the background."""
    order, kind = acting.asked_order(work_order_id), acting.field("kind")
    shown = screen(order)
    if kind not in {each["kind"] for each in shown["kinds"]}:
        raise Problem("arguments_invalid", field="kind")
    code = reports.ask(
        reports.Wanted(
            work_order_id=order["id"],
            visit_id=shown["visit_id"],
            kind=ReportKind(kind),
            language=current_language(),
            address=public_address(),
            requested_by=current_user.id,
        )
    )
    current_app.extensions["jobs"].make_report(code)
    return redirect(f"{ADDRESS}/{order['id']}#reports", 303)


@bp.get(f"{REPORTS}/<code>")
@requires("see_work")
def show(code: str) -> str:
    """Show the page that prints like the PDF, as the record stands now."""
    row = _ready(code)
    paper = Paper(row.code, row.address, clock.to_text(row.made_at), str(row.kind))
    store = current_app.extensions["evidence_store"]
    with database.reading() as connection, speaking(row.language):
        subject = gather(connection, store, row.work_order_id, row.visit_id)
        shown = sheet.sheet(subject, paper)
    access_log.note(current_user.id, [row.work_order_id], AccessKind.REPORT)
    qr = b64encode(qr_svg(paper.link.upper()).encode()).decode()
    with speaking(row.language):
        return render_template("office/reports/show.html", sheet=shown, qr=qr)


@bp.get(f"{REPORTS}/<code>/pdf")
@requires("see_work")
def file(code: str) -> Response:
    """Send the PDF as it was issued."""
    row = _ready(code)
    store = current_app.extensions["evidence_store"]
    access_log.note(current_user.id, [row.work_order_id], AccessKind.REPORT)
    return download(store.read(row.pdf_sha256), "application/pdf", f"{row.code}.pdf")


@bp.post(f"{ADDRESS}/<uuid:work_order_id>/bundle")
@requires("read_audit")
def bundle(work_order_id: UUID) -> Response:
    """Seal everything that is known of an order and send it."""
    order = acting.asked_order(work_order_id)
    key = signing_key.load(current_app.config["SETTINGS"].signing_key_path)
    anchors.make(key)
    store = current_app.extensions["evidence_store"]
    with database.reading() as connection:
        wanted = bundles.Request(order, is_whole=True)
        sealed = bundles.make(connection, store, key, wanted)
    access_log.note(current_user.id, [order["id"]], AccessKind.BUNDLE)
    name = f"OS-{order['number']}.json"
    return download(bundles.text(sealed).encode(), "application/json", name)


def public_address() -> str:
    """Return where codes on paper lead: the one in the settings, or as asked."""
    settings: Settings = current_app.config["SETTINGS"]
    return settings.public_url or request.host_url.rstrip("/")[:300]


def screen(order: Document) -> Document:
    """Return what the order page shows of its reports."""
    with database.reading() as connection:
        rows = reports.of_order(connection, order["id"], MOST_SHOWN)
    zone = organization()["time_zone"]
    return reports_screen(order, rows, current_user.role, zone)


def _ready(code: str) -> Any:
    plain = read_code(code)
    with database.reading() as connection:
        row = reports.found(connection, plain) if plain else None
    if row is None or row.state != ReportState.READY:
        raise Problem("not_found")
    return row

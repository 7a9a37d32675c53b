"""The page behind the code on a report: genuine or not, and nothing personal."""

from flask import (
    Blueprint,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
)
from werkzeug.wrappers import Response

from fieldapp import clock, database
from fieldapp.access import public
from fieldapp.domain.documents import Document
from fieldapp.domain.report_codes import read_code
from fieldapp.models import ReportState
from fieldapp.problem import Problem
from fieldapp.screens.public.report_check import asking_screen, check_screen
from fieldapp.services import code_throttle, report_check, reports, signing_key
from fieldapp.services.report_check import Keys
from fieldapp.web.page import base_context

bp = Blueprint("public_reports", __name__)

STATUS = {"unknown": 404}


@bp.get("/r")
@public
def new() -> Response:
    """Ask for the code; one in the address is opened."""
    typed = request.args.get("code", "")
    if code := read_code(typed):
        return redirect(f"/r/{code}", 303)
    return _page(asking_screen("unknown" if typed else "asked", typed))


@bp.get("/R/<code>")
@public
def shouted(code: str) -> Response:
    """Lead on from the code on paper, which is in upper case to need less ink."""
    return redirect(f"/r/{read_code(code) or 'unknown'}", 303)


@bp.get("/r/<code>")
@public
def show(code: str) -> Response:
    """Say whether the report is what was issued; too many wrong codes have to wait."""
    now, address, plain = clock.now(), request.remote_addr or "", read_code(code)
    with database.reading() as connection:
        seconds = code_throttle.wait_s(connection, address, now)
        if seconds:
            raise Problem("too_many_requests", seconds=seconds)
        row = reports.found(connection, plain) if plain else None
    if row is None or row.state == ReportState.FAILED:
        with database.writing() as connection:
            code_throttle.count_miss(connection, address, now)
        return _page(asking_screen("unknown", code))
    if row.state == ReportState.DUE:
        return _page(asking_screen("due", code))
    path = current_app.config["SETTINGS"].signing_key_path
    keys = Keys(signing_key.own(path), signing_key.earlier(path))
    store = current_app.extensions["evidence_store"]
    with database.reading() as connection:
        checked = report_check.check(connection, store, row, keys)
    zone = base_context()["organization"]["time_zone"]
    return _page(check_screen(row, checked, zone))


def _page(screen: Document) -> Response:
    html = render_template("public/report.html", **base_context(), **screen)
    response = make_response(html, STATUS.get(screen["state"], 200))
    response.headers["X-Robots-Tag"] = "noindex"
    return response

"""What auditors read: heads that phones saw and we no longer hold, who opened what."""

from flask import Blueprint, make_response, request
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from fieldapp import database
from fieldapp.access import requires
from fieldapp.screens.office.audit import ADDRESS, PAGE_SIZE, Looked, audit_screen
from fieldapp.services import access_log, anchors, head_reports
from fieldapp.translating import gettext as _
from fieldapp.web.office import acting
from fieldapp.web.page import organization

bp = Blueprint("office_audit", __name__, url_prefix=ADDRESS)
bp.before_request(acting.refuse_who_sees_only_own)

MOST_REPORTS = 100
MOST_DIGITS = 15
LAST_PAGE = 100_000


@bp.get("")
@requires("read_audit")
def show() -> Response:
    """Show the last anchor, heads that went backwards, and the access log."""
    zone = organization()["time_zone"]
    with database.reading() as connection:
        anchor = anchors.last(connection)
        reports = head_reports.listed(connection, MOST_REPORTS)
        looked = _looked(connection)
    screen = audit_screen(anchor, reports, looked, zone)
    title = _("Audit")
    if looked.error:
        title = _("Error: %(title)s", title=title)
    page = acting.page("audit/show", title, screen)
    return make_response(page, 422 if looked.error else 200)


def _looked(connection: Connection) -> Looked:
    typed = request.args.get("order", "").replace("\x00", "").strip()[:40]
    digits = typed.upper().removeprefix("OS").replace(".", "").strip()
    is_number = digits.isascii() and digits.isdigit() and len(digits) <= MOST_DIGITS
    if typed and not is_number:
        return Looked(typed, [], 0, 1, _("Type the number of an order, such as 48.211"))
    page = min(max(request.args.get("page", default=1, type=int), 1), LAST_PAGE)
    number = int(digits) if typed else None
    rows, total = access_log.listed(connection, number, page=page, size=PAGE_SIZE)
    return Looked(typed, rows, total, page)

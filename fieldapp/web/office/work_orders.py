"""The list of orders and one order, for those who see all of them."""

from dataclasses import fields
from datetime import date
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, make_response, render_template, request
from flask_login import current_user

from fieldapp import clock, database
from fieldapp.access import requires
from fieldapp.ids import uuid7
from fieldapp.models import AccessKind
from fieldapp.problem import Problem
from fieldapp.screens.office.actions import Typed, actions
from fieldapp.screens.office.proof import proof_screen
from fieldapp.screens.office.visits import speaking_visit
from fieldapp.screens.office.work_order import order_screen, visit_asked
from fieldapp.screens.office.work_orders import SORTS, Filters, list_screen
from fieldapp.services import access_log, order_search
from fieldapp.translating import gettext as _
from fieldapp.web.office import acting, dossiers, records, reports
from fieldapp.web.page import base_context

bp = Blueprint("office_work_orders", __name__, url_prefix="/office/work_orders")
bp.before_request(acting.refuse_who_sees_only_own)

LONGEST_FILTER = 100
LAST_PAGE = 100_000


@bp.get("")
@requires("see_work")
def index() -> Response:
    """List the orders that fit the filters; the address names only those in use."""
    base = base_context()
    zone, filters = base["organization"]["time_zone"], filters_of(request.args)
    with database.reading() as connection:
        found = records.found(connection, filters, zone)
        choices = records.choices(connection)
    screen = list_screen(found, filters, choices, now=clock.now_text(), zone=zone)
    response = make_response(_page("index", _("Orders"), base, screen))
    response.headers["HX-Push-Url"] = filters.href(page=filters.page)
    return response


@bp.get("/<uuid:work_order_id>")
@requires("see_work")
def show(work_order_id: UUID) -> str:
    """Show one order with its history and whether the history is whole."""
    return shown(str(work_order_id), Typed())


@bp.get("/<uuid:work_order_id>/proof")
@requires("see_work")
def proof(work_order_id: UUID) -> Response:
    """Show what has arrived; nothing when the page shows exactly that already."""
    id_, zone = str(work_order_id), base_context()["organization"]["time_zone"]
    with database.reading() as connection:
        order = order_search.document(connection, id_)
        if order is None:
            raise Problem("not_found")
        items = records.items_of(connection, {id_})[id_]
        arrived = records.arrived(connection, order)
    visit = visit_asked(order, request.args.get("visit"))
    screen = proof_screen(order, visit, items, arrived, zone)
    if request.args.get("have") == screen["tag"]:
        return Response(status=204)
    html = render_template("office/work_orders/_proof.html", proof=screen)
    return make_response(html)


def shown(work_order_id: str, typed: Typed) -> str:
    """Return the page of an order, with a form that came back if one did."""
    base = base_context()
    zone = base["organization"]["time_zone"]
    with database.reading() as connection:
        record = records.record(connection, work_order_id)
    if record is None:
        raise Problem("not_found")
    access_log.note(current_user.id, [work_order_id], AccessKind.ORDER)
    asked = request.args.get("visit")
    now = clock.now_text()
    screen = order_screen(record, visit_id=asked, now=now, zone=zone)
    screen["is_new"] = "opened" in request.args
    screen["reports"] = reports.screen(record.order)
    screen["dossiers"] = dossiers.screen(record.order)
    screen["actions"] = actions(
        record.order,
        speaking_visit(record.order),
        rev=record.rev,
        role=current_user.role,
        technicians=record.technicians,
        operation_id=uuid7(),
        now=now,
        zone=zone,
        typed=typed,
    )
    title = f"OS {record.order['number']}"
    return _page("show", _titled(title, typed), base, screen)


def _titled(title: str, typed: Typed) -> str:
    return _("Error: %(title)s", title=title) if typed.errors else title


def filters_of(arguments: Any) -> Filters:
    """Return the filters of an address; what makes no sense counts as absent."""
    text = {
        field.name: _plain(arguments.get(field.name, ""))
        for field in fields(Filters)
        if field.type is str
    }
    if text["sort"].removeprefix("-") not in SORTS:
        text["sort"] = Filters().sort
    if not _is_day(text["day"]):
        text["day"] = ""
    page = arguments.get("page", default=1, type=int)
    return Filters(**text, page=min(max(page, 1), LAST_PAGE))


def _plain(text: str) -> str:
    """Return a filter without what PostgreSQL cannot keep in a text."""
    return text.replace("\x00", "").strip()[:LONGEST_FILTER]


def _is_day(day: str) -> bool:
    try:
        return bool(date.fromisoformat(day))
    except ValueError:
        return False


def _page(name: str, title: str, base: dict[str, Any], screen: dict[str, Any]) -> str:
    return acting.page(f"work_orders/{name}", title, screen, base)

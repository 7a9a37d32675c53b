"""A customer calls: the form of a new order, and the order it becomes."""

from uuid import NAMESPACE_URL, uuid5

from flask import Blueprint, make_response, redirect, request
from flask_login import current_user
from werkzeug.wrappers import Response

from fieldapp import clock, database
from fieldapp.access import requires
from fieldapp.domain.documents import Document
from fieldapp.ids import uuid7
from fieldapp.problem import Problem
from fieldapp.screens.office.intake import (
    FIELDS,
    FILLED,
    Checked,
    check,
    filled,
    intake_screen,
)
from fieldapp.services import editions, installation, order_search
from fieldapp.translating import gettext as _
from fieldapp.web.office import acting
from fieldapp.web.office.acting import asked_id, field, following, submit
from fieldapp.web.page import organization

bp = Blueprint("office_intake", __name__, url_prefix="/office/work_orders")
bp.before_request(acting.refuse_who_sees_only_own)


@bp.get("/new")
@requires("plan_work")
def new() -> str:
    """Show the form; another service in the address fills what follows from it."""
    known = {name: request.args.get(name, "")[:10_000].strip() for name in FIELDS}
    if request.args.get("filled") == "service":
        known |= dict.fromkeys(FILLED, "")
    return _page(known, [], request.args.get("operation_id") or uuid7())


@bp.post("")
@requires("plan_work")
def create() -> Response:
    """Open the order, plan its visit when a technician is named; twice is once."""
    typed = {name: field(name) for name in FIELDS}
    checked, id_ = check(typed, organization()["time_zone"]), asked_id()
    if checked.errors:
        return make_response(_page(typed, checked.errors, id_), 422)
    try:
        order_id = _opened(checked, typed["technician"], id_)
    except Problem as problem:
        if problem.code == "role":
            raise
        error = {"field": "customer", "text": problem.message(_)}
        return make_response(_page(typed, [error], id_), 422)
    return redirect(f"/office/work_orders/{order_id}?opened=1", 303)


def _opened(checked: Checked, technician_id: str, id_: str) -> str:
    """Open the order under a number of its own; its ids follow from the form's."""
    order_id = str(uuid5(NAMESPACE_URL, f"work_order:{current_user.id}:{id_}"))
    with database.writing() as connection:
        if order_search.document(connection, order_id):
            return order_id
        facts = {
            **checked.facts,
            "work_order_id": order_id,
            "number": installation.next_work_order_number(connection),
            "protocol_number": installation.next_protocol_number(connection),
        }
        submit("create_work_order", facts, order_id, id_)
        people = {each["id"]: each for each in order_search.technicians(connection)}
        edition = editions.fitting(
            connection, facts["service_type"], facts["technology"]
        )
        if technician_id in people and edition and checked.window:
            plan = {
                "visit_id": following(id_, 2),
                "technician": people[technician_id],
                "window": checked.window,
                "template_version_id": edition["id"],
            }
            submit("schedule_visit", plan, order_id, following(id_))
    return order_id


def _page(typed: Document, errors: list[Document], operation_id: str) -> str:
    zone = organization()["time_zone"]
    shown = filled(typed, now=clock.now_text(), zone=zone)
    with database.reading() as connection:
        people = order_search.technicians(connection)
        edition = editions.fitting(
            connection, shown["service_type"], shown["technology"]
        )
    screen = intake_screen(
        shown, errors, technicians=people, edition=edition, operation_id=operation_id
    )
    title = _("New order")
    shown_title = _("Error: %(title)s", title=title) if errors else title
    return acting.page("work_orders/new", shown_title, screen)

"""Who goes when, or nobody any more: the forms of the order page."""

from typing import Any
from uuid import UUID

from flask import Blueprint, Response, make_response, redirect
from werkzeug.wrappers import Response as AnyResponse

from fieldapp import database
from fieldapp.access import requires
from fieldapp.domain.documents import Document
from fieldapp.domain.wall_time import window
from fieldapp.problem import Problem
from fieldapp.screens.office.actions import Typed
from fieldapp.services import editions, issues, order_search
from fieldapp.sync.receipt import Receipt
from fieldapp.translating import gettext as _
from fieldapp.web.office import acting, work_orders
from fieldapp.web.office.acting import asked_id, field, following, submit
from fieldapp.web.page import organization

bp = Blueprint("office_plans", __name__, url_prefix="/office/work_orders")
bp.before_request(acting.refuse_who_sees_only_own)

FIELDS = ("technician", "day", "start", "end", "reason", "text", "rev")
LONGEST = 10_000


@bp.post("/<uuid:work_order_id>/assign")
@requires("plan_work")
def assign(work_order_id: UUID) -> AnyResponse:
    """Plan a visit of an order that nobody goes to."""
    order = _order(work_order_id)
    technician, span = _technician(), _window()
    if wrong := _missing(technician=technician, day=span):
        return _again(order, "assign", wrong)
    with database.reading() as connection:
        edition = editions.fitting(
            connection, order["service_type"], order["technology"]
        )
    if edition is None:
        words = _("No checklist is published for this kind of service.")
        return _again(order, "assign", [_error("technician", words)])
    plan = {
        "visit_id": following(asked_id()),
        "technician": technician,
        "window": span,
        "template_version_id": edition["id"],
    }
    return _perform(order, "assign", "schedule_visit", plan)


@bp.post("/<uuid:work_order_id>/reassign")
@requires("plan_work")
def reassign(work_order_id: UUID) -> AnyResponse:
    """Give the visit that was shown to another technician."""
    order = _order(work_order_id)
    technician, reason = _technician(), field("reason")[:LONGEST]
    if wrong := _missing(technician=technician):
        return _again(order, "reassign", wrong)
    change: Document = {
        "visit_id": field("visit_id"),
        "new_visit_id": following(asked_id()),
        "technician": technician,
        **({"reason": reason} if reason else {}),
    }
    return _perform(order, "reassign", "reassign_visit", change)


@bp.post("/<uuid:work_order_id>/reschedule")
@requires("plan_work")
def reschedule(work_order_id: UUID) -> AnyResponse:
    """Move the window of the visit that was shown; its technician stays."""
    order, span = _order(work_order_id), _window()
    if wrong := _missing(day=span):
        return _again(order, "reschedule", wrong)
    visit = next((v for v in order["visits"] if v["id"] == field("visit_id")), None)
    if visit is None:
        raise Problem("not_found")
    plan = {
        "visit_id": visit["id"],
        "technician": visit["technician"],
        "window": span,
        "template_version_id": visit["template_version_id"],
    }
    return _perform(order, "reschedule", "schedule_visit", plan)


@bp.post("/<uuid:work_order_id>/cancel")
@requires("plan_work")
def cancel(work_order_id: UUID) -> AnyResponse:
    """Cancel the order, with the reason that everybody reads later."""
    order, reason = _order(work_order_id), field("reason")
    if wrong := _missing(reason=reason):
        return _again(order, "cancel", wrong)
    return _perform(order, "cancel", "cancel_work_order", {"reason": reason})


@bp.post("/<uuid:work_order_id>/notes")
@requires("write_notes")
def note(work_order_id: UUID) -> AnyResponse:
    """Add a note that office and technician read."""
    order, text = _order(work_order_id), field("text")
    if wrong := _missing(text=text):
        return _again(order, "notes", wrong)
    return _perform(order, "notes", "add_note", {"text": text})


def _order(work_order_id: UUID) -> Document:
    with database.reading() as connection:
        order = order_search.document(connection, str(work_order_id))
    if order is None:
        raise Problem("not_found")
    return order


def _perform(order: Document, form: str, name: str, arguments: Any) -> AnyResponse:
    """Act and show the order; two values for one field go to the page that decides."""
    try:
        receipt = submit(name, arguments, order["id"])
    except Problem as problem:
        if problem.code == "role":
            raise
        return _again(_order(UUID(order["id"])), form, [_refusal(problem, order)])
    return redirect(_address_after(receipt, order), 303)


def _address_after(receipt: Receipt, order: Document) -> str:
    if receipt.status == "conflict" and receipt.problem:
        return f"/office/issues/{issues.id_about(receipt.problem.code, receipt.id)}"
    return f"/office/work_orders/{order['id']}"


def _again(order: Document, form: str, errors: list[Document]) -> Response:
    """Show the page with what was typed and what is missing in it."""
    kept = {name: field(name) for name in FIELDS if field(name)}
    kept.pop("rev", None)
    typed = Typed(form, kept, errors)
    response = make_response(work_orders.shown(order["id"], typed))
    response.status_code = 422
    return response


def _refusal(problem: Problem, order: Document) -> Document:
    """Return why it does not apply any more, in the words of the order as it is."""
    if problem.code == "transition_illegal":
        words = _(
            "The order changed after this page was opened and this does not fit "
            "any more. Nothing was overwritten; the page now shows how it stands."
        )
        return _error("content", words)
    return _error("content", problem.message(_)) | {"order_id": order["id"]}


def _technician() -> Document | None:
    """Return the person chosen, None when nobody of the list was."""
    with database.reading() as connection:
        people = order_search.technicians(connection)
    return next((each for each in people if each["id"] == field("technician")), None)


def _window() -> Document | None:
    try:
        zone = organization()["time_zone"]
        return window(field("day"), field("start"), field("end"), zone)
    except ValueError:
        return None


def _missing(**wanted: object) -> list[Document]:
    words = {
        "technician": _("Choose who goes"),
        "day": _("Choose the day and a window that ends after it starts"),
        "reason": _("Write why the order is cancelled"),
        "text": _("Write the note"),
    }
    return [_error(name, words[name]) for name, value in wanted.items() if not value]


def _error(name: str, words: str) -> Document:
    return {"field": name, "text": words}

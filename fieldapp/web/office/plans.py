"""Who goes when, or nobody any more: the forms of the order page."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, Response, make_response, redirect
from werkzeug.wrappers import Response as AnyResponse

from fieldapp import database
from fieldapp.access import requires
from fieldapp.domain.documents import Document
from fieldapp.domain.wall_time import window
from fieldapp.operations.office import unfinished_visits
from fieldapp.problem import Problem
from fieldapp.screens.office.actions import Typed
from fieldapp.screens.office.conflict import PLAN
from fieldapp.screens.office.editing import FIELDS as FACTS
from fieldapp.screens.office.windows import window_text
from fieldapp.screens.office.work_orders import ADDRESS
from fieldapp.services import editions, issues, order_search
from fieldapp.sync.reapplying import retargeted
from fieldapp.sync.receipt import Receipt
from fieldapp.translating import gettext as _
from fieldapp.web.office import acting, conflicts, work_orders
from fieldapp.web.office.acting import asked_id, asked_order, field, following, submit
from fieldapp.web.page import organization

bp = Blueprint("office_plans", __name__, url_prefix=ADDRESS)
bp.before_request(acting.refuse_who_sees_only_own)

FIELDS = ("technician", "day", "start", "end", "reason", "text", "rev")
LONGEST = 10_000
WATCHED = {
    **dict.fromkeys(("assign", "reassign", "reschedule"), PLAN),
    "cancel": (*PLAN, *FACTS),
    "notes": (),
}
Act = Callable[[Document], tuple[str, Document]]
"""What a form does to the order as it is: an operation and its arguments."""


@bp.post("/<uuid:work_order_id>/assign")
@requires("plan_work")
def assign(work_order_id: UUID) -> AnyResponse:
    """Plan a visit of an order that nobody goes to."""
    order = asked_order(work_order_id)
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
    return _perform(order, "assign", lambda _now: ("schedule_visit", plan))


@bp.post("/<uuid:work_order_id>/reassign")
@requires("plan_work")
def reassign(work_order_id: UUID) -> AnyResponse:
    """Give the visit to another technician."""
    order = asked_order(work_order_id)
    technician, reason = _technician(), field("reason")[:LONGEST]
    if wrong := _missing(technician=technician):
        return _again(order, "reassign", wrong)

    def change(now: Document) -> tuple[str, Document]:
        return "reassign_visit", {
            "visit_id": _standing(now)["id"],
            "new_visit_id": following(asked_id()),
            "technician": technician,
            **({"reason": reason} if reason else {}),
        }

    return _perform(order, "reassign", change)


@bp.post("/<uuid:work_order_id>/reschedule")
@requires("plan_work")
def reschedule(work_order_id: UUID) -> AnyResponse:
    """Move the window of the visit; its technician stays."""
    order, span = asked_order(work_order_id), _window()
    if wrong := _missing(day=span):
        return _again(order, "reschedule", wrong)

    def plan(now: Document) -> tuple[str, Document]:
        visit = _standing(now)
        return "schedule_visit", {
            "visit_id": visit["id"],
            "technician": visit["technician"],
            "window": span,
            "template_version_id": visit["template_version_id"],
        }

    return _perform(order, "reschedule", plan)


@bp.post("/<uuid:work_order_id>/cancel")
@requires("plan_work")
def cancel(work_order_id: UUID) -> AnyResponse:
    """Cancel the order, with the reason that everybody reads later."""
    order, reason = asked_order(work_order_id), field("reason")
    if wrong := _missing(reason=reason):
        return _again(order, "cancel", wrong)
    act = ("cancel_work_order", {"reason": reason})
    return _perform(order, "cancel", lambda _now: act)


@bp.post("/<uuid:work_order_id>/notes")
@requires("write_notes")
def note(work_order_id: UUID) -> AnyResponse:
    """Add a note that office and technician read."""
    order, text = asked_order(work_order_id), field("text")
    if wrong := _missing(text=text):
        return _again(order, "notes", wrong)
    return _perform(order, "notes", lambda _now: ("add_note", {"text": text}))


def _standing(order: Document) -> Document:
    """Return the visit that is planned now, else the one that was shown."""
    planned = unfinished_visits(order)[-1:]
    shown = [each for each in order["visits"] if each["id"] == field("visit_id")]
    if not (planned or shown):
        raise Problem("visit_unknown", visit_id=field("visit_id"))
    return (planned or shown)[0]


def _perform(order: Document, form: str, act: Act) -> AnyResponse:
    """Act on the order as it is; what changed since the form was drawn is asked about.

    Two people at the same instant go to the page that decides.
    """
    here = f"{ADDRESS}/{order['id']}"
    try:
        with database.writing() as connection:
            if acting.is_done(connection, asked_id()):
                return redirect(here, 303)
            where = conflicts.stand(connection, order["id"])
            found = where.clashes(WATCHED[form], _wanted(form, where.zone))
            if conflicts.undecided(found, is_by_field=False):
                return conflicts.conflict_page(where, found, form, _typed())
            if found and conflicts.decided(found[0], "act") == conflicts.NOW:
                return redirect(here, 303)
            name, arguments = retargeted(*act(where.order), where.order)
            receipt = submit(name, arguments, order["id"], base_rev=where.rev)
    except Problem as problem:
        if problem.code == "role":
            raise
        fresh, refusal = asked_order(UUID(order["id"])), _refusal(problem, order)
        return _again(fresh, form, [refusal], has_seen_it=True)
    return redirect(address_after(receipt, order["id"]), 303)


def _wanted(form: str, zone: str) -> dict[str, str]:
    """Return what a form wants, as the texts that are compared."""
    technician, wanted = _technician(), {}
    if form in ("assign", "reassign") and technician:
        wanted["technician"] = str(technician["name"])
    if form in ("assign", "reschedule"):
        wanted["window"] = window_text(_window(), zone)
    return wanted


def _typed() -> dict[str, str]:
    """Return all that was typed, for the page that brings it back."""
    return {name: field(name) for name in (*FIELDS, "visit_id")}


def address_after(receipt: Receipt, order_id: str) -> str:
    """Return where to go on: the order, or both values when two came at once."""
    if receipt.status == "conflict" and receipt.problem:
        return f"/office/issues/{issues.id_about(receipt.problem.code, receipt.id)}"
    return f"{ADDRESS}/{order_id}"


def _again(
    order: Document, form: str, errors: list[Document], *, has_seen_it: bool = False
) -> Response:
    """Show the page with what was typed and what is missing in it.

    A form that only lacked something still has seen what it had seen before.
    """
    kept = {name: field(name) for name in FIELDS if field(name)}
    if has_seen_it:
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

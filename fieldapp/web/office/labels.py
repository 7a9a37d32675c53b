"""Labels: set codes aside, print their sheets, take one out of use."""

from uuid import NAMESPACE_URL, UUID, uuid5

from flask import Blueprint, Response, make_response, redirect, request
from flask_login import current_user
from sqlalchemy import Connection
from werkzeug.wrappers import Response as AnyResponse

from fieldapp import database
from fieldapp.access import requires
from fieldapp.domain.documents import Document
from fieldapp.domain.label_batches import MOST_LABELS, codes_of
from fieldapp.domain.permissions import may
from fieldapp.ids import uuid7
from fieldapp.problem import Problem
from fieldapp.reports.labels import FORMS, LABELS_A_SHEET, Sheet, label_pdf
from fieldapp.screens.office.labels import (
    ADDRESS,
    Form,
    Use,
    batch_screen,
    codes_to_print,
    count_typed,
    list_screen,
    reasons,
)
from fieldapp.services import labels
from fieldapp.translating import current_language
from fieldapp.translating import gettext as _
from fieldapp.web.office import acting
from fieldapp.web.office.acting import asked_id, field, submit
from fieldapp.web.office.races import tried_again
from fieldapp.web.office.reports import public_address
from fieldapp.web.page import organization

bp = Blueprint("office_labels", __name__, url_prefix=ADDRESS)
bp.before_request(acting.refuse_who_sees_only_own)

MOST_SHOWN = 100
REFUSED = (
    *("device_label_invalid", "device_label_unknown"),
    *("device_label_retired", "device_label_taken"),
)


@bp.get("")
@requires("read_devices")
def index() -> str:
    """List the batches, the newest first, with the form for another."""
    return _list_page(Form())


@bp.post("")
@requires("register_devices")
def create() -> AnyResponse:
    """Reserve a batch; the form sent twice reserves it once."""
    count, id_ = count_typed(field("count")), asked_id()
    if count is None:
        text = _("Write how many labels, 1 to %(most)s", most=MOST_LABELS)
        error = {"field": "count", "text": text}
        form = Form({"count": field("count")}, [error])
        return make_response(_list_page(form, id_), 422)
    batch_id = str(uuid5(NAMESPACE_URL, f"label_batch:{current_user.id}:{id_}"))
    tried_again(lambda: _reserve(batch_id, count, id_))
    return redirect(f"{ADDRESS}/{batch_id}", 303)


@bp.get("/<uuid:batch_id>")
@requires("read_devices")
def show(batch_id: UUID) -> str:
    """Show one batch: what to print, what is in use, what is retired."""
    return _batch_page(str(batch_id), Form())


@bp.get("/<uuid:batch_id>/sheet")
@requires("read_devices")
def sheet(batch_id: UUID) -> AnyResponse:
    """Send the labels as PDF: all that are in use, or one again."""
    asked = request.args
    with database.reading() as connection:
        batch = _found(connection, str(batch_id))
    only, form = asked.get("only", "").replace("\x00", "").strip(), asked.get("form")
    try:
        codes = codes_to_print(batch, only)
    except Problem as problem:
        error = {"field": "only", "text": problem.message(_)}
        page = _batch_page(str(batch_id), Form({"only": only}, [error]))
        return make_response(page, 422)
    if not codes:
        raise Problem("not_found")
    skip = min(max(asked.get("skip", default=0, type=int), 0), LABELS_A_SHEET - 1)
    wanted = Sheet(codes, public_address(), form if form in FORMS else FORMS[0], skip)
    content = label_pdf(wanted, organization(), current_language())
    name = f"{codes[0]}-{wanted.form}.pdf"
    headers = {
        "Content-Disposition": f'inline; filename="{name}"',
        "Cache-Control": "private, no-store",
    }
    return Response(content, headers=headers, mimetype="application/pdf")


@bp.post("/<uuid:batch_id>/retire")
@requires("register_devices")
def retire(batch_id: UUID) -> AnyResponse:
    """Take a label out of use; one that is on a device stays until that has another."""
    typed = {"label": field("label"), "reason": field("reason")}
    reason = typed["reason"] if typed["reason"] in reasons() else "other"
    wanted = {"label": typed["label"][:200], "reason": reason}
    with database.reading() as connection:
        _found(connection, str(batch_id))
    try:
        named = {"label_batch_id": str(batch_id), **wanted}
        submit("retire_label", named, None, asked_id())
    except Problem as problem:
        if problem.code not in REFUSED:
            raise
        error = {"field": "label", "text": problem.message(_)}
        page = _batch_page(str(batch_id), Form(typed, [error]))
        return make_response(page, 422)
    return redirect(f"{ADDRESS}/{batch_id}", 303)


def _reserve(batch_id: str, count: int, id_: str) -> None:
    with database.writing() as connection:
        first_number = labels.next_number(connection)
        wanted = {"label_batch_id": batch_id, "first_number": first_number}
        submit("reserve_labels", {**wanted, "count": count}, None, id_)


def _found(connection: Connection, batch_id: str) -> Document:
    batch = labels.batch(connection, batch_id)
    if batch is None:
        raise Problem("not_found")
    return batch


def _list_page(form: Form, operation_id: str | None = None) -> str:
    with database.reading() as connection:
        batches = labels.batches(connection, MOST_SHOWN)
    screen = list_screen(
        batches,
        form,
        zone=organization()["time_zone"],
        operation_id=operation_id or uuid7(),
    )
    return _page("index", _("Labels"), form, screen)


def _batch_page(batch_id: str, form: Form) -> str:
    with database.reading() as connection:
        batch = _found(connection, batch_id)
        codes = list(codes_of(batch))
        use = Use(
            len(labels.on_devices(connection, codes)),
            sorted(labels.former(connection, codes)),
        )
    screen = batch_screen(
        batch,
        use,
        form,
        zone=organization()["time_zone"],
        operation_id=uuid7(),
    )
    return _page("show", _("Labels"), form, screen)


def _page(name: str, title: str, form: Form, screen: Document) -> str:
    shown = _("Error: %(title)s", title=title) if form.errors else title
    may_register = may(current_user.role, "register_devices")
    return acting.page(f"labels/{name}", shown, screen | {"may_register": may_register})

"""Correct the facts of an order; two people who do are brought together by field."""

from uuid import UUID

from flask import Blueprint, Response, make_response, redirect
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from fieldapp import database
from fieldapp.access import requires
from fieldapp.domain.documents import Document
from fieldapp.ids import uuid7
from fieldapp.models import AccessKind
from fieldapp.problem import Problem
from fieldapp.screens.office.actions import EDITED_IN
from fieldapp.screens.office.editing import FIELDS, check, editing_screen, fields_of
from fieldapp.screens.office.work_orders import ADDRESS
from fieldapp.services import access_log
from fieldapp.translating import gettext as _
from fieldapp.web.office import acting, conflicts, plans
from fieldapp.web.office.acting import asked_id, field, shown_rev, submit
from fieldapp.web.office.conflicts import NOW, Stand

bp = Blueprint("office_editing", __name__, url_prefix=ADDRESS)
bp.before_request(acting.refuse_who_sees_only_own)


@bp.get("/<uuid:work_order_id>/edit")
@requires("plan_work")
def edit(work_order_id: UUID) -> str:
    """Show the facts of the order in a form."""
    with database.reading() as connection:
        where = conflicts.stand(connection, str(work_order_id))
    _require_editable(where.order)
    access_log.note(current_user.id, [str(work_order_id)], AccessKind.EDIT_FORM)
    typed = fields_of(where.order, where.zone)
    return _page(where.order, typed, [], where.rev, uuid7())


@bp.post("/<uuid:work_order_id>/edit")
@requires("plan_work")
def save(work_order_id: UUID) -> AnyResponse:
    """Change what was changed in the form; ask where somebody else did too."""
    order_id, id_ = str(work_order_id), asked_id()
    typed = {name: field(name).replace("\r\n", "\n") for name in FIELDS}
    with database.writing() as connection:
        if acting.is_done(connection, id_):
            return redirect(f"{ADDRESS}/{order_id}", 303)
        where = conflicts.stand(connection, order_id)
        _require_editable(where.order)
        rev = shown_rev() or where.rev
        errors = check(typed, where.order, where.zone).errors
        if errors:
            return _again(where, typed, errors, rev, id_)
        found = where.clashes(FIELDS, typed)
        own = [each for each in found if typed[each.name] != each.seen]
        if conflicts.undecided(own, is_by_field=True):
            kept = typed | {"rev": str(rev)}
            return conflicts.conflict_page(where, own, "edit", kept, is_by_field=True)
        merged = _merged(where, typed)
        checked = check(merged, where.order, where.zone)
        if checked.errors:
            return _again(where, merged, checked.errors, where.rev, id_)
        if not checked.facts:
            return redirect(f"{ADDRESS}/{order_id}", 303)
        changes = {"changes": checked.facts}
        receipt = submit("edit_work_order", changes, order_id, id_, base_rev=where.rev)
    return redirect(plans.address_after(receipt, order_id), 303)


def _merged(where: Stand, typed: dict[str, str]) -> dict[str, str]:
    """Return the form over the order as it is: only what was typed differs from it."""
    merged = {}
    for name, text in typed.items():
        is_own = text != where.seen[name]
        found = where.clashes((name,), typed)
        is_given_up = bool(found) and conflicts.decided(found[0], name) == NOW
        merged[name] = text if is_own and not is_given_up else where.now[name]
    return merged


def _require_editable(order: Document) -> None:
    if order["phase"] not in EDITED_IN:
        raise Problem(
            "transition_illegal", step="edit_work_order", phase=order["phase"]
        )


def _again(
    where: Stand, typed: Document, errors: list[Document], rev: int, id_: str
) -> Response:
    return make_response(_page(where.order, typed, errors, rev, id_), 422)


def _page(
    order: Document, typed: Document, errors: list[Document], rev: int, id_: str
) -> str:
    screen = editing_screen(order, typed, errors, rev=rev, id_=id_)
    title = _("Edit OS %(number)s", number=order["number"])
    shown = _("Error: %(title)s", title=title) if errors else title
    return acting.page("work_orders/edit", shown, screen)

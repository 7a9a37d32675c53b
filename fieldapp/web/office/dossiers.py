"""Ask for a dossier, see how far it is, take it, ask again where it failed."""

import json
from typing import Any
from uuid import UUID

from flask import Blueprint, current_app, redirect, render_template
from flask_login import current_user
from werkzeug.wrappers import Response

from fieldapp import database
from fieldapp.access import requires
from fieldapp.domain.documents import Document
from fieldapp.domain.permissions import may
from fieldapp.models import AccessKind, DossierContent, DossierScope, DossierState
from fieldapp.problem import Problem
from fieldapp.screens.office.dossiers import DOSSIERS, SCOPES, dossiers_screen
from fieldapp.screens.office.work_orders import ADDRESS
from fieldapp.services import access_log, dossiers, file_names, order_relatives
from fieldapp.services.dossiers import Wanted
from fieldapp.translating import current_language
from fieldapp.translating import gettext as _
from fieldapp.web.office import acting
from fieldapp.web.office.downloads import download
from fieldapp.web.office.reports import public_address
from fieldapp.web.page import organization

bp = Blueprint("office_dossiers", __name__)
bp.before_request(acting.refuse_who_sees_only_own)

MOST_SHOWN = 10


@bp.get(f"{ADDRESS}/<uuid:work_order_id>/dossiers")
@requires("see_work")
def index(work_order_id: UUID) -> str:
    """Show how far the dossiers of an order are."""
    order = acting.asked_order(work_order_id)
    return render_template("office/work_orders/_dossiers.html", dossiers=screen(order))


@bp.post(f"{ADDRESS}/<uuid:work_order_id>/dossiers")
@requires("see_work")
def create(work_order_id: UUID) -> Response:
    """Ask for a dossier; it is made in the background."""
    order, asked = acting.asked_order(work_order_id), acting.field("scope")
    is_whole = acting.field("content") == DossierContent.WHOLE
    if asked not in SCOPES:
        raise Problem("arguments_invalid", field="scope")
    if is_whole and not may(current_user.role, "read_audit"):
        raise Problem("forbidden")
    with database.reading() as connection:
        ids = order_relatives.of(connection, order, DossierScope(asked))
    wanted = Wanted(
        work_order_id=order["id"],
        scope=DossierScope(asked),
        content=DossierContent.WHOLE if is_whole else DossierContent.SHOWN,
        order_ids=ids,
        language=current_language(),
        address=public_address(),
        requested_by=current_user.id,
    )
    current_app.extensions["long_jobs"].make_dossier(dossiers.ask(wanted))
    return redirect(f"{ADDRESS}/{order['id']}#dossiers", 303)


@bp.post(f"{DOSSIERS}/<uuid:dossier_id>/retry")
@requires("see_work")
def retry(dossier_id: UUID) -> Response:
    """Make one that was given up due again."""
    row = _allowed(dossier_id)
    if dossiers.retry(row.id):
        current_app.extensions["long_jobs"].make_dossier(row.id)
    return redirect(f"{ADDRESS}/{row.work_order_id}#dossiers", 303)


@bp.get(f"{DOSSIERS}/<uuid:dossier_id>/zip")
@requires("see_work")
def archive(dossier_id: UUID) -> Response:
    """Send the whole dossier."""
    return _sent(dossier_id, "zip", "application/zip")


@bp.get(f"{DOSSIERS}/<uuid:dossier_id>/pdf")
@requires("see_work")
def cover(dossier_id: UUID) -> Response:
    """Send its first sheet, with a line for each order."""
    return _sent(dossier_id, "pdf", "application/pdf")


def screen(order: Document) -> Document:
    """Return what the order page shows of its dossiers."""
    with database.reading() as connection:
        rows = dossiers.of_order(connection, order["id"], MOST_SHOWN)
    zone = organization()["time_zone"]
    return dossiers_screen(order, rows, current_user.role, zone)


def _sent(dossier_id: UUID, ending: str, media_type: str) -> Response:
    row = _allowed(dossier_id)
    if row.state != DossierState.READY:
        raise Problem("not_found")
    store = current_app.extensions["evidence_store"]
    content = store.read_made(f"{row.id}.{ending}")
    orders = json.loads(row.order_ids)
    access_log.note(current_user.id, orders, AccessKind.DOSSIER)
    number = acting.asked_order(UUID(row.work_order_id))["number"]
    name = file_names.safe(f"{_('dossier')} {number} {_(SCOPES[row.scope])}")
    return download(content, media_type, f"{name}.{ending}")


def _allowed(dossier_id: UUID) -> Any:
    with database.reading() as connection:
        row = dossiers.found(connection, str(dossier_id))
    if row is None:
        raise Problem("not_found")
    if row.content == DossierContent.WHOLE and not may(current_user.role, "read_audit"):
        raise Problem("forbidden")
    return row

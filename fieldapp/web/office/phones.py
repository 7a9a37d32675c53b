"""What may still be only on a phone, for those who can call its technician."""

from uuid import UUID

from flask import Blueprint, redirect
from flask_login import current_user
from werkzeug.wrappers import Response

from fieldapp import clock, database
from fieldapp.access import requires
from fieldapp.domain.permissions import may
from fieldapp.ids import uuid7
from fieldapp.problem import Problem
from fieldapp.screens.office.phones import ADDRESS, blocking_screen, phones_screen
from fieldapp.services import clients, phones
from fieldapp.services.phones import Owned
from fieldapp.translating import gettext as _
from fieldapp.web.office import acting
from fieldapp.web.office.acting import asked_id, submit
from fieldapp.web.page import organization

bp = Blueprint("office_phones", __name__, url_prefix=ADDRESS)
bp.before_request(acting.refuse_who_sees_only_own)


@bp.get("")
@requires("see_work")
def index() -> str:
    """List every phone: last contact, files that it still owes, the worst first."""
    with database.reading() as connection:
        found = phones.listed(connection, clock.now())
        unheard = phones.unheard(connection)
    zone = organization()["time_zone"]
    screen = phones_screen(found, unheard, now=clock.now_text(), zone=zone)
    screen["may_block"] = may(current_user.role, "manage_users")
    return acting.page("phones/index", _("Phones"), screen)


@bp.get("/<uuid:client_id>/block")
@requires("manage_users")
def ask(client_id: UUID) -> str:
    """Say what blocking a phone does before it is done."""
    phone = _phone(client_id)
    zone = organization()["time_zone"]
    screen = blocking_screen(phone, zone=zone, operation_id=uuid7())
    return acting.page("phones/block", _("Block a phone"), screen)


@bp.post("/<uuid:client_id>/block")
@requires("manage_users")
def block(client_id: UUID) -> Response:
    """Block a phone and end its sessions; the record says who did it."""
    phone, id_ = _phone(client_id), asked_id()
    whose = {"account_id": phone.user_id, "client_id": phone.id}
    with database.writing() as connection:
        submit("revoke_client", whose, None, id_)
        clients.revoke(connection, phone.id, clock.now())
    return redirect(ADDRESS, 303)


def _phone(client_id: UUID) -> Owned:
    with database.reading() as connection:
        phone = phones.one(connection, str(client_id))
    if phone is None:
        raise Problem("not_found")
    return phone

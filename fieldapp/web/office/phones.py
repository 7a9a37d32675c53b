"""What may still be only on a phone, for those who can call its technician."""

from flask import Blueprint

from fieldapp import clock, database
from fieldapp.access import requires
from fieldapp.screens.office.phones import ADDRESS, phones_screen
from fieldapp.services import phones
from fieldapp.translating import gettext as _
from fieldapp.web.office import acting
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
    return acting.page("phones/index", _("Phones"), screen)

"""What is still to send; mirror: service_worker/web/outbox.js.

Without a worker nothing waits on the phone: the server has had it all.
"""

from flask import Blueprint
from flask_login import current_user

from fieldapp import database
from fieldapp.access import technician_required
from fieldapp.screens.outbox import outbox_screen
from fieldapp.services import own_day
from fieldapp.web.technician.answering import scene, show

bp = Blueprint("outbox", __name__)


@bp.get("/outbox")
@technician_required
def show_outbox() -> str:
    with database.reading() as connection:
        issues = own_day.issues(connection, current_user.id)
    return show("outbox/show.html", outbox_screen(issues, [], [], scene()))


@bp.post("/outbox")
@technician_required
def send_now() -> str:
    """Show the page again: what the server shows it already has."""
    return show_outbox()

"""The technician's day; mirror: service_worker/web/queue.js."""

from flask import Blueprint
from flask_login import current_user

from fieldapp import clock, database
from fieldapp.access import technician_required
from fieldapp.screens.queue import queue_screen
from fieldapp.services import own_day
from fieldapp.web.technician.answering import scene, show

bp = Blueprint("queue", __name__)


@bp.get("/queue")
@technician_required
def show_queue() -> str:
    with database.reading() as connection:
        rows = own_day.rows(connection, current_user.id, clock.now())
    return show("queue/index.html", queue_screen(rows, scene()))

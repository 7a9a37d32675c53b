"""Who she is and how this phone looks; mirror: service_worker/web/profile.js."""

from flask import Blueprint, redirect, request
from flask_login import current_user
from werkzeug.wrappers import Response

from fieldapp import clock, database
from fieldapp.access import requires, technician_required
from fieldapp.problem import Problem
from fieldapp.screens.profile import profile_screen
from fieldapp.services import own_day
from fieldapp.templating.catalogues import LANGUAGES
from fieldapp.web.page import viewer
from fieldapp.web.technician.answering import scene, show

bp = Blueprint("profile", __name__)


@bp.get("/profile")
@technician_required
def show_profile() -> str:
    with database.reading() as connection:
        rows = own_day.rows(connection, current_user.id, clock.now())
    screen = profile_screen(viewer() or {}, rows, None, scene())
    return show("profile/show.html", {**screen, "problem": None})


@bp.post("/profile")
@requires("keep_own_profile")
def choose_language() -> Response:
    """Keep the language that she reads in."""
    language = request.form.get("language", "")
    if language not in LANGUAGES:
        raise Problem("request_invalid")
    with database.writing() as connection:
        own_day.choose_language(connection, current_user.id, language)
    return redirect("/profile", 303)

"""What needs her decision; mirror: service_worker/web/issues.js."""

from uuid import UUID

from flask import Blueprint, redirect, request
from flask_login import current_user
from werkzeug.wrappers import Response

from fieldapp import database
from fieldapp.access import technician_required
from fieldapp.domain.documents import Document
from fieldapp.screens.issues import issue_screen
from fieldapp.services import own_day
from fieldapp.web.technician.answering import record, scene, show

bp = Blueprint("issues", __name__)


@bp.get("/issues/<uuid:issue_id>")
@technician_required
def show_issue(issue_id: UUID) -> str:
    return show("issues/show.html", issue_screen(_issue(issue_id), scene()))


@bp.post("/issues/<uuid:issue_id>")
@technician_required
def resolve_issue(issue_id: UUID) -> Response:
    """Record her decision and go back to what is left."""
    _issue(issue_id)
    note = request.form.get("note")
    decision = {
        "issue_id": str(issue_id),
        "decision": request.form.get("decision", ""),
        **({"note": note} if note else {}),
    }
    record("resolve_issue", decision, None)
    return redirect("/outbox", 303)


def _issue(issue_id: UUID) -> Document:
    with database.reading() as connection:
        return own_day.issue(connection, str(issue_id), current_user.id)

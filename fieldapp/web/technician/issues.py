"""What needs her decision; mirror: service_worker/web/issues.js."""

from uuid import UUID

from flask import Blueprint, redirect, request
from flask_login import current_user
from werkzeug.wrappers import Response

from fieldapp import database
from fieldapp.access import technician_required
from fieldapp.domain.documents import Document
from fieldapp.problem import Problem
from fieldapp.screens.issues import issue_screen
from fieldapp.services import own_day
from fieldapp.web.technician.answering import own_visit, record, scene, show

bp = Blueprint("issues", __name__)


@bp.get("/issues/<uuid:issue_id>")
@technician_required
def show_issue(issue_id: UUID) -> str:
    issue = _issue(issue_id)
    order, template_version = _about(issue)
    screen = issue_screen(issue, order, template_version, scene())
    return show("issues/show.html", screen)


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


def _about(issue: Document) -> tuple[Document | None, Document | None]:
    """Return her order that it is about, with its checklist, if there is one."""
    try:
        own = own_visit(issue["visit_id"] or "")
    except Problem:
        return None, None
    return own.order, own.template_version


def _issue(issue_id: UUID) -> Document:
    with database.reading() as connection:
        return own_day.issue(connection, str(issue_id), current_user.id)

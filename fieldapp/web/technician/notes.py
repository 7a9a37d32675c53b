"""Notes to the office; mirror: service_worker/web/notes.js."""

from uuid import UUID

from flask import Blueprint, Response, request

from fieldapp.access import technician_required
from fieldapp.problem import Problem
from fieldapp.web.technician.answering import own_visit, record
from fieldapp.web.technician.visits import visit_page

bp = Blueprint("notes", __name__)


@bp.post("/visits/<uuid:visit_id>/notes")
@technician_required
def add_note(visit_id: UUID) -> Response:
    """Keep what she wrote and show the order again."""
    note = {"visit_id": str(visit_id), "text": request.form.get("text", "")}
    order_id = own_visit(str(visit_id)).order["id"]
    try:
        record("add_note", note, order_id)
    except Problem as problem:
        return visit_page(str(visit_id), problem)
    return visit_page(str(visit_id))

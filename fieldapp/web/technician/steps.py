"""Steps of a visit; mirror: service_worker/web/steps.js."""

from collections.abc import Callable
from uuid import UUID

from flask import Blueprint, Response, request

from fieldapp.access import technician_required
from fieldapp.domain.documents import Document
from fieldapp.problem import Problem
from fieldapp.web.technician.answering import own_visit, record
from fieldapp.web.technician.positions import position_in
from fieldapp.web.technician.visits import visit_page

bp = Blueprint("steps", __name__)


def _nothing() -> Document:
    return {}


def _position() -> Document:
    return {"position": position_in(request.form)}


def _reason() -> Document:
    return {"reason_code": request.form.get("reason_code", "")}


# What the form of each step says besides the visit.
SAYS: dict[str, Callable[[], Document]] = {
    "acknowledge_visit": _nothing,
    "start_travel": _position,
    "arrive_on_site": _position,
    "start_work": _nothing,
    "pause_work": _reason,
    "resume_work": _nothing,
    "finish_visit": _nothing,
}
STEPS = ", ".join(SAYS)


@bp.post(f"/visits/<uuid:visit_id>/<any({STEPS}):name>")
@technician_required
def take_step(visit_id: UUID, name: str) -> Response:
    """Take one step and show the order again."""
    return _recorded(str(visit_id), name, {"visit_id": str(visit_id), **SAYS[name]()})


@bp.post("/visits/<uuid:visit_id>/undo")
@technician_required
def undo_step(visit_id: UUID) -> Response:
    """Take the last step back."""
    operation_id = request.form.get("operation_id", "")
    return _recorded(str(visit_id), "undo", {"operation_id": operation_id})


def _recorded(visit_id: str, name: str, arguments: Document) -> Response:
    order_id = own_visit(visit_id).order["id"]
    try:
        record(name, arguments, order_id)
    except Problem as problem:
        return visit_page(visit_id, problem)
    return visit_page(visit_id)

"""A visit's checklist and its answers; mirror: service_worker/web/checklists.js."""

from uuid import UUID

from flask import Blueprint, Response, make_response, request

from fieldapp.access import technician_required
from fieldapp.domain.checklists import expand, find_item
from fieldapp.domain.documents import Document
from fieldapp.problem import Problem
from fieldapp.screens.checklists import answered_screen, checklist_screen, form_value
from fieldapp.web.technician.answering import own_visit, record, sentence, show

bp = Blueprint("checklists", __name__)


@bp.get("/visits/<uuid:visit_id>/checklist")
@technician_required
def show_checklist(visit_id: UUID) -> str:
    own = own_visit(str(visit_id))
    screen = checklist_screen(own.order, own.visit, own.template_version)
    return show("checklists/show.html", screen)


@bp.post("/visits/<uuid:visit_id>/answers/<item_id>")
@technician_required
def answer_item(visit_id: UUID, item_id: str) -> Response:
    """Record the technician's answer and show the item again."""
    own = own_visit(str(visit_id))
    item = find_item(expand(own.template_version, own.order), item_id)
    answer = {"visit_id": str(visit_id), "item_id": item_id, **_answer(item)}
    try:
        record("answer_checklist_item", answer, own.order["id"])
    except Problem as problem:
        return _partial(str(visit_id), item_id, problem)
    return _partial(str(visit_id), item_id)


def _answer(item: Document) -> Document:
    note = {"note": request.form["note"]} if "note" in request.form else {}
    return {"value": form_value(item, request.form.getlist("value")), **note}


def _partial(visit_id: str, item_id: str, problem: Problem | None = None) -> Response:
    own = own_visit(visit_id)
    screen = answered_screen(
        own.order, own.visit, own.template_version, item_id, _refused(problem)
    )
    page = show("checklists/_answered.html", screen)
    return make_response(page, problem.status if problem else 200)


def _refused(problem: Problem | None) -> Document | None:
    if problem is None:
        return None
    return {
        "code": problem.code,
        "sentence": sentence(problem),
        "typed": request.form.get("value", ""),
    }

"""The page of one order; mirror: service_worker/web/visits.js."""

from uuid import UUID

from flask import Blueprint, Response, make_response

from fieldapp.access import technician_required
from fieldapp.problem import Problem
from fieldapp.screens.visits import gone_screen, visit_screen
from fieldapp.web.technician.answering import own_visit, scene, sentence, show

bp = Blueprint("visits", __name__)


@bp.get("/visits/<uuid:visit_id>")
@technician_required
def show_visit(visit_id: UUID) -> Response:
    try:
        return visit_page(str(visit_id))
    except Problem as problem:
        if problem.code != "not_found":
            raise
        page = show(
            "visits/gone.html", gone_screen("not_here", None, None, None, scene())
        )
        return make_response(page, problem.status)


def visit_page(visit_id: str, problem: Problem | None = None) -> Response:
    """Return the page after a form, with the refusal when there was one."""
    own = own_visit(visit_id)
    screen = visit_screen(own.order, own.visit, own.template_version, scene())
    page = show("visits/show.html", {**screen, "problem": sentence(problem)})
    return make_response(page, problem.status if problem else 200)

"""Why the visit could not be done; mirror: service_worker/web/cannot_complete.js."""

from urllib.parse import urlencode
from uuid import UUID

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from fieldapp.access import technician_required
from fieldapp.domain.documents import Document
from fieldapp.domain.texts import trimmed
from fieldapp.domain.wall_time import window
from fieldapp.problem import Problem
from fieldapp.screens.cannot_complete import cannot_complete_screen, free_photos
from fieldapp.services.own_visits import OwnVisit
from fieldapp.web.technician.answering import own_visit, record, scene, sentence, show
from fieldapp.web.technician.positions import position_in

bp = Blueprint("cannot_complete", __name__)


@bp.get("/visits/<uuid:visit_id>/cannot_complete")
@technician_required
def show_cannot_complete(visit_id: UUID) -> str:
    return _page(own_visit(str(visit_id)), request.args.to_dict())


@bp.post("/visits/<uuid:visit_id>/cannot_complete")
@technician_required
def report_cannot_complete(visit_id: UUID) -> Response | str | tuple[str, int]:
    """End the visit with its reason, once the proof is there or nobody can give it."""
    own, form = own_visit(str(visit_id)), request.form.to_dict()
    screen = _screen(own, form)
    can_skip = screen["can_skip"] and form.get("without_proof") == "1"
    if screen["action"] != "record" and not can_skip:
        return _page(own, form), 422
    try:
        record("report_cannot_complete", _report(own, form), own.order["id"])
    except Problem as problem:
        return _page(own, form, sentence(problem)), problem.status
    return redirect(f"/visits/{visit_id}", 303)


@bp.post("/visits/<uuid:visit_id>/contact_attempts")
@technician_required
def record_contact_attempt(visit_id: UUID) -> Response:
    """Record one try to reach the customer."""
    attempt = {
        "visit_id": str(visit_id),
        "channel": request.form.get("channel", ""),
        "outcome": request.form.get("outcome", ""),
    }
    order_id = own_visit(str(visit_id)).order["id"]
    record("record_contact_attempt", attempt, order_id)
    chosen = urlencode({"reason_code": request.form.get("reason_code", "")})
    return redirect(f"/visits/{visit_id}/cannot_complete?{chosen}", 303)


def _page(own: OwnVisit, form: dict[str, str], problem: str | None = None) -> str:
    screen = _screen(own, form)
    return show("cannot_complete/show.html", {**screen, "problem": problem})


def _screen(own: OwnVisit, form: dict[str, str]) -> Document:
    reasons = own.catalogue["reasons"]
    return cannot_complete_screen(own.order, own.visit, reasons, form, scene())


def _report(own: OwnVisit, form: dict[str, str]) -> Document:
    day, start, end = (form.get(f"window_{part}", "") for part in ("day", "from", "to"))
    return {
        "visit_id": own.visit["id"],
        "reason_code": form["reason_code"],
        "text": trimmed(form.get("text", "")) or None,
        "evidence": [photo["sha256"] for photo in free_photos(own.visit)],
        "position": position_in(form),
        "wanted_window": window(day, start, end, scene()["zone"]),
    }

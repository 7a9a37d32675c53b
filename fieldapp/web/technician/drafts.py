"""Unfinished forms are the phone's to keep; mirror: service_worker/web/drafts.js."""

from uuid import UUID

from flask import Blueprint

from fieldapp.access import technician_required

bp = Blueprint("drafts", __name__)


@bp.post("/visits/<uuid:visit_id>/sign_off_draft")
@bp.post("/visits/<uuid:visit_id>/cannot_complete_draft")
@technician_required
def keep_draft(visit_id: UUID) -> tuple[str, int]:  # noqa: ARG001
    """Answer without keeping anything: before the worker is ready the page keeps it."""
    return "", 204

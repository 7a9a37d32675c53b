"""The photos of a visit; mirror: service_worker/web/evidence.js."""

from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, request
from werkzeug.datastructures import FileStorage
from werkzeug.wrappers import Response

from fieldapp import clock
from fieldapp.access import technician_required
from fieldapp.domain.documents import Document
from fieldapp.domain.manifest import kept_photos
from fieldapp.problem import Problem
from fieldapp.screens.evidence import evidence_screen
from fieldapp.services.own_visits import OwnVisit
from fieldapp.web.technician.answering import own_visit, record, scene, sentence, show
from fieldapp.web.technician.blobs import Blob, blob_of, keep
from fieldapp.web.technician.positions import position_in

bp = Blueprint("evidence", __name__)


@bp.get("/visits/<uuid:visit_id>/evidence")
@technician_required
def show_evidence(visit_id: UUID) -> str:
    return _page(own_visit(str(visit_id)), request.args.get("item_id", ""), None)


@bp.post("/visits/<uuid:visit_id>/evidence")
@technician_required
def attach_evidence(visit_id: UUID) -> str | tuple[str, int]:
    """Keep a photo with its operation and show the photos again."""
    own = own_visit(str(visit_id))
    try:
        _attach(own, request.form.to_dict(), request.files.get("photo"))
    except Problem as problem:
        return _page(own, "", sentence(problem)), problem.status
    return _page(own_visit(str(visit_id)), "", None)


@bp.post("/visits/<uuid:visit_id>/evidence/<sha256>/remove")
@technician_required
def remove_evidence(visit_id: UUID, sha256: str) -> Response:
    """Mark a photo as removed."""
    _remove(own_visit(str(visit_id)), sha256)
    return redirect(f"/visits/{visit_id}/evidence", 303)


@bp.post("/visits/<uuid:visit_id>/evidence/<sha256>/keep")
@technician_required
def keep_evidence(visit_id: UUID, sha256: str) -> Response:  # noqa: ARG001
    """Show the photos: only the phone that took one has doubts about it."""
    return redirect(f"/visits/{visit_id}/evidence", 303)


@bp.post("/visits/<uuid:visit_id>/evidence/<sha256>/caption")
@technician_required
def caption_evidence(visit_id: UUID, sha256: str) -> Response:
    """Show the same photo under other words; the old entry stays in the history."""
    own = own_visit(str(visit_id))
    kept = [each for each in kept_photos(own.visit) if each["sha256"] == sha256]
    if not kept:
        raise Problem("evidence_unknown", sha256=sha256)
    names = ("size_bytes", "media_type", "taken_at", "position", "item_id")
    same = {name: kept[0][name] for name in names}
    caption = request.form.get("caption", "")
    again = {"visit_id": own.visit["id"], "sha256": sha256, **same, "caption": caption}
    _remove(own, sha256)
    record("attach_evidence", again, own.order["id"])
    return redirect(f"/visits/{visit_id}/evidence", 303)


def _page(own: OwnVisit, item_id: str, problem: str | None) -> str:
    screen = evidence_screen(
        own.order,
        own.visit,
        own.template_version,
        item_id,
        scene(),
    )
    return show("evidence/show.html", {**screen, "problem": problem})


def _attach(own: OwnVisit, form: dict[str, str], file: FileStorage | None) -> None:
    content = file.read() if file else b""
    if not file or not content:
        raise Problem("arguments_invalid", field="photo")
    if form.get("repeats"):
        _remove(own, form["repeats"])
    blob = blob_of(content)
    record(
        "attach_evidence",
        _attachment(own, form, file.mimetype, blob),
        own.order["id"],
    )
    keep(blob)


def _attachment(
    own: OwnVisit, form: dict[str, str], media_type: str, blob: Blob
) -> dict[str, Any]:
    return {
        "visit_id": own.visit["id"],
        "sha256": blob.sha256,
        "size_bytes": len(blob.content),
        "media_type": media_type,
        "taken_at": form.get("captured_at") or clock.now_text(),
        "position": position_in(form),
        "item_id": form.get("item_id") or None,
        "caption": form.get("caption") or None,
        "repeats": form.get("repeats") or None,
    }


def _remove(own: OwnVisit, digest: str) -> None:
    removal: Document = {"visit_id": own.visit["id"], "sha256": digest}
    record("remove_evidence", removal, own.order["id"])

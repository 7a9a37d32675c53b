"""The customer's signature; mirror: service_worker/web/sign_offs.js."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, request
from werkzeug.wrappers import Response

from fieldapp import clock
from fieldapp.access import technician_required
from fieldapp.domain.canonical import canonical_bytes
from fieldapp.domain.documents import Document
from fieldapp.domain.signing import (
    STROKES_TYPE,
    TECHNICIAN_SLOT,
    lacks_technician,
    outcome_of,
    signing_gaps,
    technician_gaps,
    unsigned_gaps,
)
from fieldapp.domain.strokes import parse_strokes
from fieldapp.domain.tax_numbers import check_tax_number
from fieldapp.domain.texts import trimmed
from fieldapp.problem import Problem
from fieldapp.screens.sign_offs import (
    Attempt,
    sign_off_screen,
    without_signature_screen,
)
from fieldapp.screens.signed_changes import signed_changes
from fieldapp.services.own_visits import OwnVisit
from fieldapp.web.technician.answering import own_visit, record, scene, sentence, show
from fieldapp.web.technician.blobs import blob_of, keep
from fieldapp.web.technician.positions import position_in
from fieldapp.web.technician.signing import Signing, signing_of

bp = Blueprint("sign_offs", __name__)

Answer = Response | str | tuple[str, int]


@bp.get("/visits/<uuid:visit_id>/sign_off")
@technician_required
def show_sign_off(visit_id: UUID) -> Answer:
    return _page(own_visit(str(visit_id)), Attempt({}))


@bp.post("/visits/<uuid:visit_id>/sign_off")
@technician_required
def sign_off(visit_id: UUID) -> Answer:
    """Record the signature, or why there is none, and show the order again."""
    own, form = own_visit(str(visit_id)), request.form.to_dict()
    shown_at = form.get("shown_at") or clock.now_text()
    signing = signing_of(own, shown_at, scene()["zone"])
    try:
        problems = _problems(own, form, signing)
        if problems:
            return _page(own, Attempt(form, problems)), 422
        if _record_technician(own, form):
            own = own_visit(str(visit_id))
            signing = signing_of(own, shown_at, scene()["zone"])
        _record(own, signing, form)
    except Problem as problem:
        message = sentence(problem)
        refused = {"field": "shown", "code": "refused", "message": message}
        return _page(own, Attempt(form, [refused])), problem.status
    return redirect(f"/visits/{visit_id}", 303)


def _page(own: OwnVisit, left: Attempt) -> str:
    attempt = replace(
        left,
        asks_technician=_lacks_technician(own),
        changes=signed_changes(own.order, own.visit, own.template_version),
    )
    if _is_without():
        screen = without_signature_screen(own.order, own.visit, attempt, scene())
        return show("sign_offs/without.html", screen)
    signing = signing_of(own, _shown_at(attempt), scene()["zone"])
    shown = replace(attempt, shown_sha256=signing.shown_sha256)
    screen = sign_off_screen(own.order, own.visit, signing.shown, shown, scene())
    return show("sign_offs/show.html", screen)


def _shown_at(attempt: Attempt) -> str:
    """Return when the screen was first shown; what changed is shown anew."""
    has_changed = any(each["code"] == "changed" for each in attempt.problems)
    first = attempt.form.get("shown_at", "")
    return clock.now_text() if has_changed or not first else first


def _problems(own: OwnVisit, form: dict[str, str], signing: Signing) -> list[Document]:
    gaps = technician_gaps(
        is_asked=_lacks_technician(own),
        has_strokes=_drawing(form, "technician_strokes") is not None,
    )
    if _is_without():
        return unsigned_gaps(form) + gaps
    return _signing_problems(form, signing) + gaps


def _signing_problems(form: dict[str, str], signing: Signing) -> list[Document]:
    has_changed = form.get("shown_sha256") != signing.shown_sha256
    changed = {"field": "shown", "code": "changed", "missing": 0}
    has_strokes = _drawing(form, "strokes") is not None
    return [changed] * has_changed + signing_gaps(form, has_strokes=has_strokes)


def _record_technician(own: OwnVisit, form: dict[str, str]) -> bool:
    """Attach her own signature first, so that the manifest names it."""
    drawing = _drawing(form, "technician_strokes")
    if not drawing or not _lacks_technician(own):
        return False
    blob = blob_of(canonical_bytes(drawing))
    arguments: dict[str, Any] = {
        "visit_id": own.visit["id"],
        "sha256": blob.sha256,
        "size_bytes": len(blob.content),
        "media_type": STROKES_TYPE,
        "taken_at": clock.now_text(),
        "position": position_in(form),
        "item_id": TECHNICIAN_SLOT,
    }
    record("attach_evidence", arguments, own.order["id"])
    keep(blob)
    return True


def _record(own: OwnVisit, signing: Signing, form: dict[str, str]) -> None:
    drawing = _drawing(form, "strokes")
    blobs = [blob_of(signing.content)]
    if drawing and not _is_without():
        blobs.append(blob_of(canonical_bytes(drawing)))
    arguments: dict[str, Any] = {
        "visit_id": own.visit["id"],
        "outcome": outcome_of(form),
        "manifest_sha256": blobs[0].sha256,
        "consent_version": signing.shown.consent_version,
        "position": position_in(form),
        "signature_sha256": blobs[1].sha256 if blobs[1:] else None,
        "signer_name": trimmed(form.get("signer_name", "")) or None,
        "signer_role": form.get("signer_role") or None,
        "signer_document": check_tax_number(form.get("signer_document", "")).plain
        or None,
        "reason": trimmed(form.get("reason", "")) or None,
    }
    record("sign_off", arguments, own.order["id"])
    keep(*blobs)


def _lacks_technician(own: OwnVisit) -> bool:
    return lacks_technician(own.template_version, own.visit)


def _drawing(form: dict[str, str], field: str) -> Document | None:
    return parse_strokes(form.get(field, ""))


def _is_without() -> bool:
    return "without_signature" in request.args

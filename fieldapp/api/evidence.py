"""Uploads of photos and signatures, resumable by offset, checked by digest."""

from typing import Annotated

from flask import Blueprint, Response, current_app, jsonify, request
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from fieldapp.access import checks_itself
from fieldapp.api.bodies import json_body
from fieldapp.api.identity import caller
from fieldapp.config import Settings
from fieldapp.problem import Problem
from fieldapp.services.evidence import is_digest
from fieldapp.services.evidence_store import EvidenceStore
from fieldapp.sync import losses, uploads
from fieldapp.sync.envelope import Sha256, parse_json

MAXIMUM_LIST_BYTES = 128 * 1024
MAXIMUM_DIGESTS = 1000

PRIVATE = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "Cache-Control": "private, no-store",
}

bp = Blueprint("sync_evidence", __name__, url_prefix="/sync/evidence")


class Question(BaseModel):
    """The digests that a phone still holds, and those whose bytes it lost."""

    model_config = ConfigDict(strict=True, extra="forbid")

    sha256: Annotated[list[Sha256], Field(max_length=MAXIMUM_DIGESTS)]
    lost: Annotated[list[Sha256], Field(max_length=MAXIMUM_DIGESTS)] = []


@bp.post("/missing")
@checks_itself
def missing() -> Response:
    """Answer which digests are not here, where each goes on, and which are lost."""
    raw = json_body(MAXIMUM_LIST_BYTES)
    person = caller()
    parse_json(raw)
    try:
        question = Question.model_validate_json(raw)
    except ValidationError as error:
        raise Problem("request_invalid") from error
    lost = losses.report(question.lost, person, person.client_id)
    missing = uploads.missing(_store(), question.sha256, person)
    return jsonify(missing=missing, lost=lost)


@bp.get("/<digest>")
@checks_itself
def download(digest: str) -> Response:
    """Send a whole file as what its bytes are, shut off from our own pages."""
    if request.method == "HEAD":
        return _progress(digest)
    person = caller()
    blob, content = uploads.content(_store(), _checked(digest), person)
    if "small" in request.args and (small := _small(digest)):
        return Response(small, mimetype="image/webp", headers=PRIVATE)
    extension = blob.media_type.partition("/")[2]
    headers = {
        "Content-Length": str(blob.size_bytes),
        "Content-Disposition": f'attachment; filename="{digest[:16]}.{extension}"',
        **PRIVATE,
    }
    return Response(content, mimetype=blob.media_type, headers=headers)


@bp.patch("/<digest>")
@checks_itself
def receive(digest: str) -> Response:
    """Take the next bytes in; 204 names the offset reached."""
    if request.mimetype != "application/octet-stream":
        raise Problem("media_type")
    settings: Settings = current_app.config["SETTINGS"]
    length, offset = _header("Upload-Length"), _header("Upload-Offset")
    if max(length, request.content_length or 0) > settings.max_upload_bytes:
        raise Problem("body_too_large", limit=settings.max_upload_bytes)
    person = caller()
    size = uploads.receive(
        _store(),
        _checked(digest),
        person,
        offset=offset,
        length=length,
        source=request.stream,
    )
    if size == length:
        current_app.extensions["jobs"].draw(digest)
    return Response(status=204, headers={"Upload-Offset": str(size)})


def _small(digest: str) -> bytes | None:
    """Return the small picture for lists, None while it is not drawn."""
    try:
        return _store().read_thumbnail(digest)
    except Problem:
        return None


def _progress(digest: str) -> Response:
    state = uploads.progress(_store(), _checked(digest), caller())
    headers = {
        "Upload-Offset": str(state.offset),
        "Upload-Complete": f"?{state.is_complete:d}",
        "Cache-Control": "no-store",
    }
    return Response(headers=headers)


def _header(name: str) -> int:
    text = request.headers.get(name, "")
    if not (text.isascii() and text.isdecimal() and len(text) < 16):  # noqa: PLR2004
        raise Problem("request_invalid", field=name)
    return int(text)


def _checked(digest: str) -> str:
    if not is_digest(digest):
        raise Problem("not_found")
    return digest


def _store() -> EvidenceStore:
    store: EvidenceStore = current_app.extensions["evidence_store"]
    return store

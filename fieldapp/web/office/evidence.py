"""Photos for the office: the original, shut off from our pages, and its thumbnail."""

from collections.abc import Iterable

from flask import Blueprint, Response, current_app
from flask_login import current_user

from fieldapp import database
from fieldapp.access import requires
from fieldapp.models import AccessKind
from fieldapp.problem import Problem
from fieldapp.services import access_log, evidence
from fieldapp.services.evidence import is_digest
from fieldapp.sync import uploads
from fieldapp.web.office import acting

bp = Blueprint("office_evidence", __name__, url_prefix="/office/evidence")
bp.before_request(acting.refuse_who_sees_only_own)

SANDBOX = "sandbox; default-src 'none'"


@bp.get("/<digest>")
@requires("see_work")
def original(digest: str) -> Response:
    """Send the file as it came, as what its bytes are."""
    store = current_app.extensions["evidence_store"]
    blob, content = uploads.content(store, _checked(digest), current_user)
    with database.reading() as connection:
        orders = evidence.orders_with(connection, digest)
    access_log.note(current_user.id, orders, AccessKind.PHOTO)
    extension = blob.media_type.partition("/")[2]
    return _file(content, blob.media_type, f"{digest[:16]}.{extension}")


@bp.get("/<digest>/thumbnail")
@requires("see_work")
def thumbnail(digest: str) -> Response:
    """Send the small picture; not drawn yet is not found."""
    store = current_app.extensions["evidence_store"]
    uploads.content(store, _checked(digest), current_user)
    picture = store.read_thumbnail(digest)
    return _file([picture], "image/webp", f"{digest[:16]}.webp")


def _file(content: Iterable[bytes], media_type: str, name: str) -> Response:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Content-Security-Policy": SANDBOX,
        "Cache-Control": "private, no-store",
    }
    return Response(content, mimetype=media_type, headers=headers)


def _checked(digest: str) -> str:
    if not is_digest(digest):
        raise Problem("not_found")
    return digest

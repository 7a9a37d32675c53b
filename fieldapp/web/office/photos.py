"""The gallery of an order: all photos, one large, two beside each other, one ZIP."""

from collections.abc import Iterator
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Blueprint, current_app, request
from flask_login import current_user
from werkzeug.wrappers import Response

from fieldapp import clock, database
from fieldapp.access import requires
from fieldapp.domain.documents import Document
from fieldapp.models import AccessKind
from fieldapp.problem import Problem
from fieldapp.screens.office import photos
from fieldapp.screens.office.photo_list import lists
from fieldapp.screens.office.photos import Album
from fieldapp.screens.office.work_orders import ADDRESS
from fieldapp.services import access_log, file_names, photo_files, zips
from fieldapp.services.evidence_store import EvidenceStore
from fieldapp.translating import gettext as _
from fieldapp.web.office import acting, records
from fieldapp.web.office.downloads import download
from fieldapp.web.page import organization

bp = Blueprint(
    "office_photos", __name__, url_prefix=f"{ADDRESS}/<uuid:work_order_id>/photos"
)
bp.before_request(acting.refuse_who_sees_only_own)

LONGEST_KEY = 20


@bp.get("")
@requires("see_work")
def index(work_order_id: UUID) -> str:
    """Show every photo of an order in small."""
    album = _album(work_order_id)
    access_log.note(current_user.id, [album.order["id"]], AccessKind.ORDER)
    return _page("index", album, photos.gallery_screen(album))


@bp.get("/<key>")
@requires("see_work")
def show(work_order_id: UUID, key: str) -> str:
    """Show one photo large, with all that is known of it."""
    album = _album(work_order_id)
    screen = photos.photo_screen(album, key)
    if screen is None:
        raise Problem("not_found")
    return _page("show", album, screen)


@bp.get("/compare")
@requires("see_work")
def compare(work_order_id: UUID) -> str:
    """Show two photos beside each other."""
    album = _album(work_order_id)
    one, two = (request.args.get(name, "")[:LONGEST_KEY] for name in ("one", "two"))
    return _page("compare", album, photos.compare_screen(album, (one, two)))


@bp.get("/zip")
@requires("see_work")
def archive(work_order_id: UUID) -> Response:
    """Send all originals with their digests, while they are read."""
    album = _album(work_order_id)
    store: EvidenceStore = current_app.extensions["evidence_store"]
    here = [
        shot
        for shot in photos.shots(album)
        if shot["is_here"] and store.size_of(shot["sha256"]) is not None
    ]
    if not here:
        raise Problem("not_found")
    access_log.note(current_user.id, [album.order["id"]], AccessKind.PHOTO)
    names = file_names.numbered((shot["caption"], shot["media_type"]) for shot in here)
    moment = clock.now().astimezone(ZoneInfo(album.zone))
    texts = lists(names, here)
    content = zips.streamed(
        _files(store, names, [shot["sha256"] for shot in here], texts), moment
    )
    name = file_names.safe(f"OS {album.order['number']} {_('photos')}")
    return download(content, "application/zip", f"{name}.zip")


def _files(
    store: EvidenceStore, names: list[str], digests: list[str], texts: dict[str, bytes]
) -> Iterator[tuple[str, Iterator[bytes]]]:
    for name, digest in zip(names, digests, strict=True):
        yield name, store.read(digest)
    for name, text in texts.items():
        yield name, iter([text])


def _album(work_order_id: UUID) -> Album:
    order = acting.asked_order(work_order_id)
    with database.reading() as connection:
        items = records.items_of(connection, {order["id"]})[order["id"]]
        files = photo_files.of_order(connection, order["id"])
    return Album(order, items, files, organization()["time_zone"])


def _page(name: str, album: Album, screen: Document) -> str:
    title = _("Photos of OS %(number)s", number=album.order["number"])
    return acting.page(f"photos/{name}", title, screen)

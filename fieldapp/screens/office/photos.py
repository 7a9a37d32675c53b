"""The photos of an order, all of its visits: the gallery, one of them, two beside."""

from dataclasses import dataclass
from datetime import datetime

from fieldapp import clock
from fieldapp.domain.documents import Document
from fieldapp.domain.manifest import kept_photos
from fieldapp.screens.moments import local_or_none
from fieldapp.screens.office.instants import local_second
from fieldapp.screens.office.positions import far_m, position_shown
from fieldapp.screens.office.work_orders import ADDRESS
from fieldapp.services.photo_files import PhotoFile
from fieldapp.translating import gettext as _

DISPLAYED = ("image/jpeg", "image/png", "image/webp")
BEFORE, AFTER = "_before", "_after"
NOT_HERE = PhotoFile()


@dataclass(frozen=True, slots=True)
class Album:
    """An order, its checklist items by id, and its photos' files by digest."""

    order: Document
    items: dict[str, Document]
    files: dict[str, PhotoFile]
    zone: str


def gallery_screen(album: Album) -> Document:
    """Return the context of office/photos/index.html."""
    shown = shots(album)
    visits = list(dict.fromkeys(shot["visit"] for shot in shown))
    return {
        **_about(album),
        "total": len(shown),
        "here": sum(shot["is_here"] for shot in shown),
        "pairs": _pairs(album, shown),
        "zip": f"{_base(album)}/zip",
        "compare": f"{_base(album)}/compare",
        "visits": [
            {
                **_visit(album, number),
                "photos": [shot for shot in shown if shot["visit"] == number],
            }
            for number in visits
        ],
    }


def photo_screen(album: Album, key: str) -> Document | None:
    """Return the context of office/photos/show.html, None where there is no such."""
    shown = shots(album)
    keys = [shot["key"] for shot in shown]
    if key not in keys:
        return None
    at = keys.index(key)
    return {
        **_about(album),
        "gallery": _base(album),
        "photo": shown[at],
        "position": at + 1,
        "total": len(shown),
        "previous": shown[at - 1]["view"] if at else None,
        "next": shown[at + 1]["view"] if at + 1 < len(shown) else None,
        "compare": f"{_base(album)}/compare",
        "others": [shot for shot in shown if shot["key"] != key],
        "likely": _partner(album, shown, key),
    }


def compare_screen(album: Album, keys: tuple[str, str]) -> Document:
    """Return the context of office/photos/compare.html; the unknown is left open."""
    shown = shots(album)
    found = {shot["key"]: shot for shot in shown}
    return {
        **_about(album),
        "gallery": _base(album),
        "compare": f"{_base(album)}/compare",
        "all": shown,
        "chosen": [found.get(key) for key in keys],
    }


def shots(album: Album) -> list[Document]:
    """Return every photo that stands, in the order of visits and of taking."""
    return [
        _shot(album, photo, number, place)
        for number, visit in enumerate(album.order["visits"], start=1)
        for place, photo in placed(visit)
    ]


def placed(visit: Document) -> list[tuple[int, Document]]:
    """Give each photo its place among all that were taken: removing moves none."""
    kept = {id(photo) for photo in kept_photos(visit)}
    numbered = enumerate(visit["evidence"], start=1)
    return [(place, photo) for place, photo in numbered if id(photo) in kept]


def _shot(album: Album, photo: Document, visit: int, place: int) -> Document:
    item = album.items.get(photo["item_id"] or "")
    file = album.files.get(photo["sha256"], NOT_HERE)
    key = f"{visit}-{place}"
    href = f"/office/evidence/{photo['sha256']}"
    prompt = item["prompt"] if item else None
    return {
        "key": key,
        "visit": visit,
        "item_id": photo["item_id"],
        "caption": photo["caption"] or prompt or _("Photo"),
        "item": prompt if photo["caption"] else None,
        "who": (photo.get("by") or {}).get("name"),
        "taken": local_second(photo["taken_at"], album.zone),
        "announced": _local(file.announced_at, album.zone),
        "received": _local(file.received_at, album.zone),
        "position": position_shown(photo["position"], album.order["site"]),
        "far_m": far_m(photo["position"], album.order["site"]),
        "sha256": photo["sha256"],
        "media_type": file.media_type,
        "size_bytes": file.size_bytes,
        "is_here": file.received_at is not None,
        "is_drawn": file.thumbnail == "ready",
        "is_displayed": file.media_type in DISPLAYED,
        "is_repeated": bool(photo.get("repeats")),
        "href": href,
        "view": f"{_base(album)}/{key}",
    }


def _local(moment: datetime | None, zone: str) -> str | None:
    return local_second(clock.to_text(moment), zone) if moment else None


def _pairs(album: Album, shown: list[Document]) -> list[Document]:
    """Return photos of one thing before and after the work, as the checklist has it."""
    return [
        {
            "href": _comparing(album, shot["key"], other["key"]),
            "text": f"{shot['caption']} · {other['caption']}",
        }
        for shot in shown
        if _moment(shot) == BEFORE
        if (other := _other(shown, shot))
    ]


def _partner(album: Album, shown: list[Document], key: str) -> str | None:
    """Return the comparison that this photo is half of."""
    shot = next(each for each in shown if each["key"] == key)
    other = _other(shown, shot)
    if other is None:
        return None
    first, second = (shot, other) if _moment(shot) == BEFORE else (other, shot)
    return _comparing(album, first["key"], second["key"])


def _other(shown: list[Document], shot: Document) -> Document | None:
    """Return the last photo of the same thing at the other moment of the same visit."""
    moment, item_id = _moment(shot), shot["item_id"] or ""
    if moment is None:
        return None
    wanted = item_id.replace(moment, AFTER if moment == BEFORE else BEFORE)
    same = [
        other
        for other in shown
        if other["visit"] == shot["visit"] and other["item_id"] == wanted
    ]
    return same[-1] if same else None


def _moment(shot: Document) -> str | None:
    """Return which end an item's id has; a repeated one carries its place after it."""
    stem = (shot["item_id"] or "").partition(".")[0]
    return next((end for end in (BEFORE, AFTER) if stem.endswith(end)), None)


def _comparing(album: Album, one: str, two: str) -> str:
    return f"{_base(album)}/compare?one={one}&two={two}"


def _visit(album: Album, number: int) -> Document:
    visit = album.order["visits"][number - 1]
    window = visit["window"]
    return {
        "number": number,
        "technician": visit["technician"]["name"],
        "starts": local_or_none(window["start_at"], album.zone) if window else None,
    }


def _about(album: Album) -> Document:
    order = album.order
    return {
        "section": "work_orders",
        "list_href": ADDRESS,
        "order_href": f"{ADDRESS}/{order['id']}",
        "number": order["number"],
        "title": order["title"],
    }


def gallery_address(order: Document) -> str:
    """Return where the photos of an order are shown."""
    return f"{ADDRESS}/{order['id']}/photos"


def photo_address(order: Document, visit: Document, place: int) -> str:
    """Return where the photo at a place of a visit is shown large."""
    number = order["visits"].index(visit) + 1
    return f"{gallery_address(order)}/{number}-{place}"


def _base(album: Album) -> str:
    return gallery_address(album.order)

"""The photos of a visit, required slots first; mirror: .../screens/evidence.js."""

from fieldapp.domain.checklists import expand, visible
from fieldapp.domain.documents import Document
from fieldapp.domain.manifest import kept_photos
from fieldapp.screens.moments import local_or_none

SHOWN_AS_PICTURE = ["image/jpeg", "image/png", "image/webp"]


def evidence_screen(
    order: Document,
    visit: Document,
    template_version: Document | None,
    item_id: str,
    scene: Document,
) -> Document:
    """Return the slots with their photos, then free photos, and the next shot.

    `item_id` is the slot that the checklist sent her to, "" for none. A phone adds to
    its photos {"received_at", "percent", "failures", "is_missing"} of their upload, and
    "doubt": blurred, dark, bright or repeated, while she has not kept it all the same.
    """
    slots = photo_slots(order, visit, template_version)
    photos = [_photo(photo, slots, scene["zone"]) for photo in kept_photos(visit)]
    required = [slot for slot in slots if slot["is_required"]]
    missing = [slot for slot in required if not _of_slot(photos, slot)]
    return {
        "visit_id": visit["id"],
        "number": order["number"],
        "wanted": item_id,
        "required_count": len(required),
        "taken_count": len(required) - len(missing),
        "segments": _segments(required, missing),
        "slots": [{**slot, "photos": _of_slot(photos, slot)} for slot in slots],
        "free_photos": [photo for photo in photos if not photo["is_slotted"]],
        "waiting_count": len([photo for photo in photos if not photo["received"]]),
        "next": _next(slots, missing, item_id, photos),
    }


def photo_slots(
    order: Document, visit: Document, template_version: Document | None
) -> list[Document]:
    """Return what takes a photo: photo items, and readings that ask for one."""
    items = visible(expand(template_version, order), visit["answers"])
    slots = [_slot(item, visit) for item in items if _takes_photo(item, visit)]
    required = [slot for slot in slots if slot["is_required"]]
    return required + [slot for slot in slots if not slot["is_required"]]


def _takes_photo(item: Document, visit: Document) -> bool:
    return item["kind"] == "photo" or _asks_photo(item, visit)


def _asks_photo(item: Document, visit: Document) -> bool:
    answer = visit["answers"].get(item["id"])
    return bool(answer and answer["verdict"] in (item.get("photo_on") or []))


def _slot(item: Document, visit: Document) -> Document:
    return {
        "item_id": item["id"],
        "prompt": item["prompt"],
        "repeat": item["repeat"],
        "is_required": bool(item.get("required")) or _asks_photo(item, visit),
    }


def _photo(photo: Document, slots: list[Document], zone: str) -> Document:
    slot = next(
        (each for each in slots if each["item_id"] == photo.get("item_id")), None
    )
    return {
        "sha256": photo["sha256"],
        "item_id": photo.get("item_id"),
        "caption": photo.get("caption") or (slot["prompt"] if slot else ""),
        "taken_at": local_or_none(photo["taken_at"], zone),
        "is_picture": photo["media_type"] in SHOWN_AS_PICTURE,
        "is_slotted": slot is not None,
        "received": bool(photo.get("received")),
        "state": _state(photo),
        "received_at": local_or_none(photo.get("received_at"), zone),
        "percent": photo.get("percent"),
        "doubt": photo.get("doubt"),
    }


def _state(photo: Document) -> str:
    """Return how far the bytes are, as far as this host knows."""
    if photo.get("received"):
        return "received"
    if photo.get("is_missing"):
        return "lost"
    if photo.get("percent") is not None:
        return "sending"
    return "failed" if photo.get("failures") else "stored"


def _of_slot(photos: list[Document], slot: Document) -> list[Document]:
    return [photo for photo in photos if photo["item_id"] == slot["item_id"]]


def _segments(required: list[Document], missing: list[Document]) -> list[str]:
    done = ["done" for _ in range(len(required) - len(missing))]
    return done + ["now" if at == 0 else "todo" for at in range(len(missing))]


def _next(
    slots: list[Document],
    missing: list[Document],
    item_id: str,
    photos: list[Document],
) -> Document | None:
    """Return the slot she came for while it is empty, else the first missing."""
    wanted = [slot for slot in slots if slot["item_id"] == item_id]
    empty = [slot for slot in wanted if not _of_slot(photos, slot)]
    return next(iter([*empty, *missing]), None)

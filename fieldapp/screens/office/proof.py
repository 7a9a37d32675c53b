"""Photos and signatures of a visit: what is here and what is still on the phone."""

import hashlib
import json
from dataclasses import dataclass, field

from fieldapp.domain.documents import Document
from fieldapp.domain.signing import technician_signature
from fieldapp.domain.strokes import stroke_paths
from fieldapp.domain.tax_numbers import mask_tax_number, with_kind
from fieldapp.screens.moments import local_or_none
from fieldapp.screens.office.photos import gallery_address, photo_address, placed
from fieldapp.screens.office.positions import far_m
from fieldapp.screens.office.work_orders import ADDRESS
from fieldapp.translating import gettext as _

UNDER_WAY = ("on_site", "working", "paused")
COMES = ("announced", "due")
TAG_DIGITS = 16


@dataclass(frozen=True, slots=True)
class Arrived:
    """What the server holds: digests, how far thumbnails are, strokes by digest."""

    digests: frozenset[str] = frozenset()
    thumbnails: dict[str, str] = field(default_factory=dict)
    drawings: dict[str, Document] = field(default_factory=dict)


def proof_screen(
    order: Document,
    visit: Document | None,
    items: dict[str, Document],
    arrived: Arrived,
    zone: str,
) -> Document:
    """Return the context of office/work_orders/_proof.html.

    `tag` names exactly this state: who shows it already need not be sent it again.
    """
    photos = _photos(order, visit, items, arrived, zone)
    signed = _sign_offs(visit, arrived, zone)
    wanted = [*photos, *(each for each in signed if each["state"])]
    tag = _tag([photos, signed])
    place = f"{ADDRESS}/{order['id']}/proof"
    about = f"visit={visit['id']}&" if visit else ""
    return {
        "photos": photos,
        "sign_offs": signed,
        "announced": len(wanted),
        "here": sum(each["state"] != "announced" for each in wanted),
        "is_waiting": _is_under_way(visit)
        or any(each["state"] in COMES for each in wanted),
        "tag": tag,
        "gallery": gallery_address(order),
        "href": f"{place}?{about}have={tag}",
    }


def _is_under_way(visit: Document | None) -> bool:
    return visit is not None and visit["phase"] in UNDER_WAY


def _photos(
    order: Document,
    visit: Document | None,
    items: dict[str, Document],
    arrived: Arrived,
    zone: str,
) -> list[Document]:
    if visit is None:
        return []
    return [
        _photo(each, items, arrived, zone)
        | {
            "view": photo_address(order, visit, place),
            "far_m": far_m(each["position"], order["site"]),
        }
        for place, each in placed(visit)
    ]


def _photo(
    photo: Document, items: dict[str, Document], arrived: Arrived, zone: str
) -> Document:
    item = items.get(photo["item_id"] or "")
    shot = {
        "caption": photo["caption"] or (item["prompt"] if item else _("Photo")),
        "taken": local_or_none(photo["taken_at"], zone),
        "state": _state(photo["sha256"], arrived),
        "href": f"/office/evidence/{photo['sha256']}",
    }
    return {**shot, "key": f"photo-{_tag(shot)}"}


def _state(digest: str, arrived: Arrived) -> str:
    """Return whether a photo is here and whether a picture of it can be shown."""
    if digest not in arrived.digests:
        return "announced"
    state = arrived.thumbnails.get(digest, "none")
    return "unreadable" if state == "none" else state


def sign_offs(visit: Document, zone: str) -> list[Document]:
    """Return the acts of a visit without their drawings."""
    return [_sign_off(each, Arrived(), zone) for each in visit["sign_offs"]]


def _sign_offs(visit: Document | None, arrived: Arrived, zone: str) -> list[Document]:
    if visit is None:
        return []
    acts = [_sign_off(each, arrived, zone) for each in visit["sign_offs"]]
    own = technician_signature(visit)
    return [*acts, *([_technician(own, arrived, zone)] if own else [])]


def _sign_off(sign_off: Document, arrived: Arrived, zone: str) -> Document:
    words = {
        "refused": _("Refused to sign"),
        "absent": _("Customer absent"),
        "minor_only": _("Only a minor at home"),
    }
    return {
        "signer": sign_off["signer_name"],
        "outcome": words.get(sign_off["outcome"]),
        "document": _masked(sign_off["signer_document"]),
        "reason": sign_off["reason"],
        "signed": local_or_none(sign_off["happened_at"], zone),
        **_drawing(sign_off["signature_sha256"], arrived),
    }


def _technician(own: Document, arrived: Arrived, zone: str) -> Document:
    """Return the technician's own signature, which the template asked for."""
    return {
        "signer": own["by"]["name"],
        "outcome": _("Technician"),
        "document": None,
        "reason": None,
        "signed": local_or_none(own["taken_at"], zone),
        **_drawing(own["sha256"], arrived),
    }


def _drawing(digest: str | None, arrived: Arrived) -> Document:
    """Return strokes and state; nobody waits for one that was never drawn."""
    if digest is None:
        return {"state": None, "drawing": None}
    if digest not in arrived.digests:
        return {"state": "announced", "drawing": None}
    strokes = arrived.drawings.get(digest)
    if strokes is None:
        return {"state": "unreadable", "drawing": None}
    box = " ".join(str(number) for number in strokes["box"])
    return {
        "state": "ready",
        "drawing": {"box": box, "paths": stroke_paths(strokes)},
    }


def _masked(number: str | None) -> str | None:
    """Return the middle of a CPF or CNPJ; the whole number stays in the record."""
    plain = "".join(character for character in number or "" if character.isalnum())
    return with_kind(mask_tax_number(plain)) or None


def _tag(shown: object) -> str:
    text = json.dumps(shown, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:TAG_DIGITS]

"""The ways to reach a customer and her door; mirror: .../contacts.js."""

from urllib.parse import quote

from fieldapp.domain.documents import Document
from fieldapp.domain.local_time import local, shifted
from fieldapp.screens.names import first_name
from fieldapp.translating import gettext as _

METRES_A_MINUTE = 500
ROUND_MIN = 5
UNESCAPED = "!~*'()"


def contacts(order: Document, visit: Document, scene: Document) -> Document:
    """Return phone numbers and the addresses of map and message apps."""
    phones = order["customer"]["phones"]
    message = _message(order, visit, scene)
    return {
        "phones": phones,
        "whatsapp": _whatsapp(phones[0], message) if phones else None,
        "waze": f"https://waze.com/ul?{_place(order['site'], 'll', 'q')}&navigate=yes",
        "google_maps": "https://www.google.com/maps/dir/?api=1&"
        + _place(order["site"], "destination", "destination"),
    }


def _whatsapp(phone: str, message: str) -> str:
    digits = "".join(character for character in phone if character in "0123456789")
    return f"https://wa.me/{digits}?text={quote(message, safe=UNESCAPED)}"


def _message(order: Document, visit: Document, scene: Document) -> str:
    return _(
        "Hello, this is %(name)s from %(organization)s. "
        "I should arrive around %(time)s.",
        name=first_name(scene["viewer"]["name"]),
        organization=scene["organization"]["name"],
        time=local(_arrives_at(order, visit, scene["now"]), scene["zone"])[11:16],
    )


def _arrives_at(order: Document, visit: Document, now: str) -> str:
    """Return the window's start or the drive from the base at 30 km/h, if later."""
    metres = order["site"]["distance_from_base_m"] or 0
    minutes = -(-metres // METRES_A_MINUTE // ROUND_MIN) * ROUND_MIN
    return max(visit["window"]["start_at"] or now, shifted(now, minutes))


def _place(site: Document, point: str, words: str) -> str:
    if site["latitude"] and site["longitude"]:
        return f"{point}={site['latitude']},{site['longitude']}"
    parts = [site["street"], site["number"], site["district"], site["city"]]
    address = ", ".join(part for part in parts if part)
    return f"{words}={quote(address, safe=UNESCAPED)}"

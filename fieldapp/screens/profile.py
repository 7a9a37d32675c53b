"""Who is signed in, and how this phone looks; mirror: .../profile.js."""

from fieldapp.domain.documents import Document
from fieldapp.screens.moments import local_or_none
from fieldapp.screens.queue import dock

THEMES = ["auto", "light", "dark", "sun"]
SHOWN = 8


def profile_screen(
    profile: Document, rows: list[Document], phone: Document | None, scene: Document
) -> Document:
    """Return name, languages and themes; what this phone chose is filled by script.

    `phone` has {"client_id", "version", "heard_at"}; none before the first snapshot.
    """
    return {
        "tab": "profile",
        "profile": {
            "name": profile["name"],
            "email": profile["email"],
            "region": _capital(profile["region"] or "") or None,
        },
        "themes": THEMES,
        "languages": [
            {"code": "pt-BR", "is_chosen": profile["language"] == "pt-BR"},
            {"code": "en", "is_chosen": profile["language"] == "en"},
        ],
        "phone": _phone(phone, scene["zone"]) if phone else None,
        "dock": dock(rows, scene),
    }


def _capital(name: str) -> str:
    return name[:1].upper() + name[1:]


def _phone(phone: Document, zone: str) -> Document:
    return {
        "client": phone["client_id"][:SHOWN],
        "version": phone["version"][:SHOWN],
        "heard_at": local_or_none(phone["heard_at"], zone),
    }

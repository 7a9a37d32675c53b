"""Who is signed in, and how this phone looks; mirror: .../profile.js."""

from fieldapp.domain.documents import Document
from fieldapp.screens.queue import dock

THEMES = ["auto", "light", "dark", "sun"]


def profile_screen(
    profile: Document, rows: list[Document], scene: Document
) -> Document:
    """Return name, languages and themes; what this phone chose is filled by script."""
    return {
        "tab": "profile",
        "profile": {
            "name": profile["name"],
            "email": profile["email"],
            "region": profile["region"],
        },
        "themes": THEMES,
        "languages": [
            {"code": "pt-BR", "is_chosen": profile["language"] == "pt-BR"},
            {"code": "en", "is_chosen": profile["language"] == "en"},
        ],
        "dock": dock(rows, scene),
    }

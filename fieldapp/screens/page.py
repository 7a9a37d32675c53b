"""What every page and every screen gets; mirror: service_worker/screens/page.js.

A scene is what a screen is drawn for: {"now": moment, "zone": name of the time zone,
"viewer": user, "organization": document}.
"""

from fieldapp.domain.documents import Document


def page_context(
    *, language: str, viewer: Document | None, organization: Document, path: str
) -> Document:
    """Return the part of a context that does not depend on the screen."""
    return {
        "language": language,
        "viewer": viewer,
        "organization": organization,
        "path": path,
    }

"""What every page gets besides its own screen."""

from typing import Any

from flask import request
from flask_login import current_user

from fieldapp import database
from fieldapp.domain.documents import Document
from fieldapp.screens.page import page_context
from fieldapp.services import documents
from fieldapp.translating import current_language


def base_context() -> Document:
    """Return the part of a page's context that does not depend on the screen."""
    return page_context(
        language=current_language(),
        viewer=viewer(),
        organization=organization(),
        path=request.path,
    )


def viewer() -> dict[str, Any] | None:
    """Return the signed-in person as screens take it, or None."""
    if not current_user.is_authenticated:
        return None
    return {
        "id": current_user.id,
        "name": current_user.name,
        "email": current_user.email,
        "role": current_user.role,
        "language": current_user.language,
        "region": current_user.region,
    }


def organization() -> Document:
    """Return the company whose name and zone pages show."""
    with database.reading() as connection:
        return documents.organization(connection)

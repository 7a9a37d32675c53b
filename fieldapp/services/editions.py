"""Which edition of a checklist a new visit gets."""

import json

from sqlalchemy import Connection, select

from fieldapp.domain.documents import Document
from fieldapp.models import Stream


def fitting(
    connection: Connection, service_type: str, technology: str
) -> Document | None:
    """Return the edition for this kind of work, None when the company has none.

    One for just this technology comes first, then one for all, then any other.
    """
    query = select(Stream.document).where(Stream.kind == "template_version")
    editions = [
        json.loads(text or "{}") for text in connection.execute(query).scalars()
    ]
    same = [each for each in editions if each.get("service_type") == service_type]

    def rank(edition: Document) -> tuple[int, int]:
        meant_for = edition.get("technology")
        closeness = 2 if meant_for == technology else int(meant_for is None)
        return closeness, edition["number"]

    return max(same, key=rank, default=None)

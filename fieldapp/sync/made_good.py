"""A lost photo that came after all, or was taken out, waits for no decision."""

import json
from collections.abc import Iterable

from sqlalchemy import Connection, select

from fieldapp.database import AnyRow
from fieldapp.domain.documents import Document, Person
from fieldapp.id_lists import among
from fieldapp.models import Issue, IssueStatus
from fieldapp.services import issues

OPEN = (
    select(Issue.document)
    .where(among(Issue.id, "ids"), Issue.status == IssueStatus.OPEN)
    .with_for_update()
)


def settled(
    connection: Connection, mentions: Iterable[AnyRow], by: Person, at: str
) -> list[Document]:
    """Return the open issues about these mentions as decided; the caller keeps them.

    `at` is the instant in the form of the wire.
    """
    ids = [issues.id_about("missing_photo", row.operation_id) for row in mentions]
    if not ids:
        return []
    resolution = {"decision": "close", "note": None, "by": by, "at": at}
    return [
        {**json.loads(text), "status": "resolved", "resolution": resolution}
        for text in connection.execute(OPEN, {"ids": ids}).scalars()
    ]

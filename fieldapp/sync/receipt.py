"""The server's reply to one operation."""

import json
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from fieldapp.domain.documents import Document
from fieldapp.models import LedgerBody, LedgerEntry
from fieldapp.problem import KINDS, Problem
from fieldapp.translating import gettext


@dataclass(frozen=True, slots=True)
class Receipt:
    """What became of one operation; `document` is the order after it, if any."""

    id: str
    status: str
    rev: int | None
    problem: Problem | None
    document: Document | None = field(default=None, compare=False, repr=False)

    def to_dict(self) -> dict[str, Any]:
        """Return the receipt as it travels, in the reader's language."""
        problem = self.problem.to_dict(gettext) if self.problem else None
        return {
            "id": self.id,
            "status": self.status,
            "rev": self.rev,
            "problem": problem,
        }


def stored_receipt(row: Any) -> Receipt:
    """Return the receipt that the ledger keeps for an operation."""
    problem = None
    if row.problem_code:
        code = row.problem_code if row.problem_code in KINDS else "server_fault"
        problem = Problem(code, **json.loads(row.problem_details or "{}"))
    return Receipt(row.operation_id, row.status, row.rev, problem)


def find(
    connection: Connection, operation_id: str | None, name: str, actor_id: str
) -> Receipt | None:
    """Return the receipt of an operation that was already performed, or None.

    Raises Problem operation_id_reused when the id belongs to something else.
    """
    if operation_id is None:
        return None
    query = (
        select(
            LedgerEntry.operation_id,
            LedgerEntry.actor_id,
            LedgerEntry.name,
            LedgerEntry.rev,
            LedgerEntry.status,
            LedgerEntry.problem_code,
            LedgerBody.problem_details,
        )
        .outerjoin(LedgerBody, LedgerBody.operation_id == LedgerEntry.operation_id)
        .where(LedgerEntry.operation_id == operation_id)
    )
    row = connection.execute(query).one_or_none()
    if row and (row.name, row.actor_id) != (name, actor_id):
        raise Problem("operation_id_reused")
    return stored_receipt(row) if row else None


def is_known(connection: Connection, operation_id: str, actor_id: str) -> bool:
    """Tell whether this person's operation is in the ledger, whatever it became."""
    query = select(LedgerEntry.operation_id).where(
        LedgerEntry.operation_id == operation_id, LedgerEntry.actor_id == actor_id
    )
    return connection.execute(query).scalar() is not None

"""Block a phone that was lost or stolen; the office's, without a mirror."""

from dataclasses import dataclass

from fieldapp.domain.documents import Document
from fieldapp.operations.accounts import require_reach
from fieldapp.operations.arguments import Arguments, Id
from fieldapp.operations.context import Context, author
from fieldapp.problem import Problem

VERSION = 1


@dataclass(frozen=True, slots=True)
class RevokeClient(Arguments):
    """Whose phone; it hands its work in at its next call and wipes itself."""

    account_id: Id
    client_id: Id


def authorize(
    account: Document | None, _revoked: RevokeClient, context: Context
) -> None:
    """Administrators block every phone, supervisors those of technicians."""
    require_reach(context, account["role"] if account else "administrator")


def apply(
    account: Document | None, revoked: RevokeClient, context: Context
) -> Document:
    """Note which phone was blocked, by whom; once is enough."""
    if account is None:
        raise Problem("not_found")
    known = account.get("revoked_clients", [])
    if any(each["client_id"] == revoked.client_id for each in known):
        return account
    made = {"client_id": revoked.client_id, "at": context.happened_at}
    return {**account, "revoked_clients": [*known, {**made, "by": author(context)}]}

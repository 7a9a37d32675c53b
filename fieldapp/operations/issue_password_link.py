"""Let somebody set a new password by a link; the office's, without a mirror."""

from dataclasses import dataclass

from fieldapp.domain.documents import Document
from fieldapp.operations.accounts import require_reach
from fieldapp.operations.arguments import Arguments, Id
from fieldapp.operations.context import Context, author
from fieldapp.problem import Problem

VERSION = 1


@dataclass(frozen=True, slots=True)
class IssuePasswordLink(Arguments):
    """Whose password; the link itself is nowhere in the record."""

    account_id: Id


def authorize(
    account: Document | None, _asked: IssuePasswordLink, context: Context
) -> None:
    """Administrators help everybody, supervisors technicians."""
    require_reach(context, account["role"] if account else "administrator")


def apply(
    account: Document | None, _asked: IssuePasswordLink, context: Context
) -> Document:
    """Note who made a link, and when; who is suspended gets none."""
    if account is None:
        raise Problem("not_found")
    if account["status"] != "active":
        raise Problem("user_suspended")
    made = {"at": context.happened_at, "by": author(context)}
    return {**account, "password_link": made}

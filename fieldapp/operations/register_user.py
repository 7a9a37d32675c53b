"""Give somebody an account; the office's, without a mirror."""

from dataclasses import dataclass

from fieldapp.domain.documents import Document
from fieldapp.operations.accounts import Account, facts_of, require_reach
from fieldapp.operations.context import Context, author
from fieldapp.problem import Problem

VERSION = 1


@dataclass(frozen=True, slots=True)
class RegisterUser(Account):
    """The account; it opens with the password that its owner sets by a link."""


def authorize(
    _account: Document | None, registered: RegisterUser, context: Context
) -> None:
    """Administrators register everybody, supervisors technicians."""
    require_reach(context, registered.role)


def apply(
    account: Document | None, registered: RegisterUser, context: Context
) -> Document:
    """Return the new account; no other has its address."""
    if account is not None:
        raise Problem("arguments_invalid", field="account_id")
    return {
        "id": registered.account_id,
        **facts_of(registered),
        "status": "active",
        "registered": {"at": context.happened_at, "by": author(context)},
    }

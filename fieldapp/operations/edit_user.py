"""Change an account, block it or let it in again; the office's, without a mirror."""

from dataclasses import dataclass
from typing import Literal

from fieldapp.domain.documents import Document
from fieldapp.operations.accounts import Account, facts_of, require_reach
from fieldapp.operations.context import Context
from fieldapp.problem import Problem

VERSION = 1


@dataclass(frozen=True, slots=True)
class EditUser(Account):
    """The account as it shall be; who is suspended signs in nowhere."""

    status: Literal["active", "suspended"] = "active"


def authorize(account: Document | None, edited: EditUser, context: Context) -> None:
    """Administrators change everybody, supervisors technicians."""
    role = account["role"] if account else edited.role
    require_reach(context, role, edited.role)


def apply(account: Document | None, edited: EditUser, context: Context) -> Document:
    """Change the facts; nobody takes the own role or access away."""
    if account is None:
        raise Problem("not_found")
    is_same = (account["role"], account["status"]) == (edited.role, edited.status)
    if edited.account_id == context.actor["id"] and not is_same:
        raise Problem("user_own_role")
    return {**account, **facts_of(edited), "status": edited.status}

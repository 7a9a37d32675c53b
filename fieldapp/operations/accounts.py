"""What the operations on accounts share: the facts, and whose account it may be."""

from dataclasses import dataclass
from typing import Literal

from fieldapp.domain.documents import Document
from fieldapp.domain.permissions import scope
from fieldapp.operations.arguments import Arguments, Id, Short
from fieldapp.operations.context import Context
from fieldapp.problem import Problem

AccountRole = Literal[
    "technician", "dispatcher", "supervisor", "administrator", "auditor"
]
Department = Literal["sales", "support", "logistics", "field"]
FACTS = ("email", "name", "role", "language", "region", "department")


@dataclass(frozen=True, slots=True)
class Account(Arguments):
    """Who somebody is: the address that signs in, the role, and where."""

    account_id: Id
    email: Short
    name: Short
    role: AccountRole
    language: Literal["pt-BR", "en"]
    region: Short | None = None
    department: Department | None = None


def require_reach(context: Context, *roles: str) -> None:
    """Raise Problem role unless the actor manages all these roles.

    A supervisor's own team are technicians.
    """
    reach = scope(context.actor["role"], "manage_users")
    if reach == "all" or (reach == "team" and set(roles) == {"technician"}):
        return
    raise Problem("role", action="manage_users")


def facts_of(account: Account) -> Document:
    """Return the facts as the document keeps them."""
    return {name: getattr(account, name) for name in FACTS}

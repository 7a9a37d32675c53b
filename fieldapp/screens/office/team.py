"""The people who sign in: the list with its search, and the form of one account."""

import unicodedata
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from fieldapp.clock import to_text
from fieldapp.domain.documents import Document
from fieldapp.domain.permissions import ROLES
from fieldapp.screens.moments import local_or_none
from fieldapp.screens.office import looks
from fieldapp.services.accounts import Account
from fieldapp.translating import gettext as _

ADDRESS = "/office/team"
STATES = ("active", "invited", "suspended")
FIELDS = ("name", "email", "role", "region", "department", "language", "status")
FIELD_OF = {"user_email_invalid": "email", "user_email_taken": "email"}
"""At which field of the form a refusal of the operation is shown; else above it."""


@dataclass(frozen=True, slots=True)
class Filters:
    """What the list is narrowed to; the fields are the URL's parameters."""

    q: str = ""
    role: str = ""
    state: str = ""

    @property
    def is_narrowed(self) -> bool:
        """Tell whether anything was asked for."""
        return self != Filters()

    def href(self, **changes: Any) -> str:
        """Return the address of the list with some parameters changed."""
        wanted = replace(self, **changes)
        query = {
            name: getattr(wanted, name)
            for name in self.__slots__
            if getattr(wanted, name)
        }
        return f"{ADDRESS}?{urlencode(query)}" if query else ADDRESS


def team_screen(
    accounts: list[Account], filters: Filters, *, zone: str, may_register: bool
) -> Document:
    """Return the context of office/team/index.html."""
    rows = [_row(each, zone) for each in accounts if _fits(each, filters)]
    return {
        "section": "team",
        "filters": filters,
        "rows": rows,
        "roles": role_words(),
        "states": state_words(),
        "may_register": may_register,
    }


def form_screen(
    typed: Document,
    errors: list[Document],
    roles: dict[str, str],
    *,
    operation_id: str,
    account: Document | None = None,
) -> Document:
    """Return the context of office/team/form.html; `account` is None for a new one."""
    first = {"language": "pt-BR", "role": "technician", "status": "active"}
    return {
        "section": "team",
        "account": account,
        "typed": first | typed,
        "errors": errors,
        "wrong": {each["field"]: each["text"] for each in errors},
        "roles": roles,
        "languages": {"pt-BR": "Português", "en": "English"},
        "departments": department_words(),
        "statuses": {
            "active": _("May sign in"),
            "suspended": _("Blocked: signs in nowhere"),
        },
        "operation_id": operation_id,
    }


def role_words() -> dict[str, str]:
    """Return the roles in the reader's words."""
    return {role: _(word) for role, word in ROLES.items()}


def department_words() -> dict[str, str]:
    """Return the departments in the reader's words."""
    return {
        "sales": _("Sales"),
        "support": _("Support"),
        "logistics": _("Logistics"),
        "field": _("Field"),
    }


def state_words() -> dict[str, str]:
    """Return how far accounts are, in the reader's words."""
    return {
        "active": _("Signs in"),
        "invited": _("No password yet"),
        "suspended": _("Blocked"),
    }


def _row(account: Account, zone: str) -> Document:
    document = account.document
    state = _state(account)
    tone, icon = {
        "active": ("done", "circle-check"),
        "invited": ("warn", "clock"),
        "suspended": ("off", "lock"),
    }[state]
    seen_at = to_text(account.seen_at) if account.seen_at else None
    region = document["region"] or ""
    places = [region[:1].upper() + region[1:], _department(document)]
    return {
        "href": f"{ADDRESS}/{document['id']}",
        "name": document["name"],
        "email": document["email"],
        "role": role_words()[document["role"]],
        "place": " · ".join(place for place in places if place),
        "state": looks.chip(tone, icon, state_words()[state]),
        "seen": local_or_none(seen_at, zone),
    }


def _department(document: Document) -> str | None:
    return department_words().get(document["department"] or "")


def _state(account: Account) -> str:
    if account.document["status"] != "active":
        return "suspended"
    return "active" if account.has_password else "invited"


def _fits(account: Account, filters: Filters) -> bool:
    document = account.document
    if filters.role and document["role"] != filters.role:
        return False
    if filters.state and _state(account) != filters.state:
        return False
    said = [document["name"], document["email"], document["region"]]
    words = " ".join(word for word in [*said, _department(document)] if word)
    return _folded(filters.q) in _folded(words)


def _folded(text: str) -> str:
    """Return text as it is searched: without accents, in lower case."""
    parts = unicodedata.normalize("NFD", text)
    return "".join(each for each in parts if not unicodedata.combining(each)).lower()

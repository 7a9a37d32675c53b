"""Who calls the sync endpoints; always answered in JSON, never by a redirect."""

from typing import Protocol, cast

from flask_login import current_user

from fieldapp.problem import Problem


class Caller(Protocol):
    """A signed-in person as the session gave it."""

    id: str
    name: str
    role: str
    language: str
    is_phone_revoked: bool


def calling_phone() -> Caller:
    """Return the caller, also one whose phone was revoked: its work is taken first."""
    if not current_user.is_authenticated:
        raise Problem("signed_out")
    return cast("Caller", current_user)


def caller() -> Caller:
    """Return the caller; a revoked phone is told so."""
    found = calling_phone()
    if found.is_phone_revoked:
        raise Problem("client_revoked")
    return found

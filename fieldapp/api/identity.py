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
    session_id: str
    client_id: str | None


def calling_phone() -> Caller:
    """Return the caller, also one whose phone was revoked: its work is taken first."""
    is_known = current_user.is_authenticated or is_revoked()
    if not is_known:
        raise Problem("signed_out")
    return cast("Caller", current_user)


def caller() -> Caller:
    """Return the caller; a revoked phone is told so."""
    if is_revoked():
        raise Problem("client_revoked")
    return calling_phone()


def is_revoked() -> bool:
    """Whether the office blocked the phone that calls."""
    return getattr(current_user, "is_phone_revoked", False)

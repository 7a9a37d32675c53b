"""Who may call a view: every view says so, one check before each request obeys."""

from collections.abc import Callable
from typing import Any, TypeVar

View = TypeVar("View", bound=Callable[..., Any])

PUBLIC = "public"
SIGNED_IN = "signed_in"
CHECKS_ITSELF = "checks_itself"


def requires(action: str) -> Callable[[View], View]:
    """Let in only roles with a scope in this action of domain/permissions.py."""

    def mark(view: View) -> View:
        view.__dict__["access"] = action
        return view

    return mark


def public(view: View) -> View:
    """Let everybody in."""
    return requires(PUBLIC)(view)


def signed_in(view: View) -> View:
    """Let in whoever is signed in."""
    return requires(SIGNED_IN)(view)


def checks_itself(view: View) -> View:
    """Leave the check to the view: the sync endpoints have an order of their own."""
    return requires(CHECKS_ITSELF)(view)


technician_required = requires("perform_visit")

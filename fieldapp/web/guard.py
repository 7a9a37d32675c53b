"""Lets in whom the view names; a view that names nobody lets nobody in."""

from flask import Flask, current_app, redirect, request
from flask_login import current_user
from werkzeug.wrappers import Response

from fieldapp.access import CHECKS_ITSELF, PUBLIC, SIGNED_IN
from fieldapp.domain.permissions import may
from fieldapp.problem import Problem


def init_app(app: Flask) -> None:
    app.before_request(check_access)


def check_access() -> Response | None:
    """Send strangers to the door; answer 403 to a role without a scope."""
    if request.endpoint is None or request.endpoint == "static":
        return None
    view = current_app.view_functions[request.endpoint]
    action = getattr(view, "access", None)
    if action in (PUBLIC, CHECKS_ITSELF):
        return None
    if not current_user.is_authenticated:
        return _to_the_door()
    if action != SIGNED_IN and not (action and may(current_user.role, action)):
        raise Problem("forbidden")
    return None


def _to_the_door() -> Response:
    if request.method == "GET" and "HX-Request" not in request.headers:
        return redirect("/login", 303)
    raise Problem("signed_out")

"""Where a link for a password leads: its owner sets one, and signs in with it."""

from flask import Blueprint, make_response, render_template, request
from werkzeug.wrappers import Response

from fieldapp import clock, database
from fieldapp.access import public
from fieldapp.problem import Problem
from fieldapp.services import password_links, people, user_sessions
from fieldapp.services.password_links import Opened
from fieldapp.translating import gettext as _
from fieldapp.web.page import base_context

bp = Blueprint("public_passwords", __name__)

LONGEST = 1024


@bp.get("/password/<token>")
@public
def new(token: str) -> Response:
    """Ask for the new password; raises Problem password_link_invalid."""
    return _page(_link(token))


@bp.post("/password/<token>")
@public
def create(token: str) -> Response:
    """Keep the password, end every session that the old one opened."""
    link = _link(token)
    password = request.form.get("password", "")[:LONGEST]
    try:
        _check(password, request.form.get("again", "")[:LONGEST])
    except Problem as problem:
        return _page(link, problem)
    now = clock.now()
    with database.writing() as connection:
        if not password_links.use(connection, link, now):
            raise Problem("password_link_invalid")
        people.set_password(connection, link.user_id, password)
        user_sessions.end_all(connection, link.user_id, now, "password")
    return _page(link, is_kept=True)


def _link(token: str) -> Opened:
    with database.reading() as connection:
        link = password_links.find(connection, token, clock.now())
    if link is None:
        raise Problem("password_link_invalid")
    return link


def _check(password: str, again: str) -> None:
    if len(password) < people.MINIMUM_PASSWORD:
        raise Problem("password_too_short", least=people.MINIMUM_PASSWORD)
    if password != again:
        raise Problem("password_differs")


def _page(
    link: Opened, problem: Problem | None = None, *, is_kept: bool = False
) -> Response:
    page = render_template(
        "public/password.html",
        **base_context(),
        name=link.name,
        email=link.email,
        problem=problem.message(_) if problem else None,
        is_kept=is_kept,
        least=people.MINIMUM_PASSWORD,
    )
    response = make_response(page, problem.status if problem else 200)
    response.headers["Referrer-Policy"] = "no-referrer"
    return response

"""The door: sign in, sign out, and where each role goes first."""

from flask import Blueprint, make_response, redirect, render_template, request
from flask_login import current_user
from werkzeug.wrappers import Response

from fieldapp import clock, database
from fieldapp.access import public
from fieldapp.domain.local_time import local
from fieldapp.problem import Problem
from fieldapp.screens.login import login_screen
from fieldapp.services import people, sign_in_throttle
from fieldapp.translating import gettext
from fieldapp.web import sessions
from fieldapp.web.page import base_context

bp = Blueprint("login", __name__)

FIRST_PAGE = {"technician": "/queue"}
OFFICE = "/office/work_orders"


@bp.get("/")
@public
def home() -> Response:
    """Lead each role to its own first page."""
    if not current_user.is_authenticated:
        return redirect("/login", 303)
    return redirect(_first_page(current_user.role), 303)


@bp.get("/login")
@public
def new() -> str:
    return _page()


@bp.post("/login")
@public
def create() -> Response:
    """Open a session, or show the door again with what went wrong."""
    email = request.form.get("email", "")[:254]
    password = request.form.get("password", "")[:1024]
    try:
        user = _whom_it_opens(email, password)
    except Problem as problem:
        return _refused(email, problem)
    first_page = redirect(_first_page(user.role), 303)
    return sessions.start(make_response(first_page), user)


@bp.post("/logout")
@public
def logout() -> Response:
    return sessions.stop(make_response(redirect("/login", 303)))


def _first_page(role: str) -> str:
    return FIRST_PAGE.get(role, OFFICE)


def _whom_it_opens(email: str, password: str) -> people.Opened:
    """Return the user; raises Problem too_many_requests or login_failed."""
    now, address = clock.now(), request.remote_addr or ""
    with database.reading() as connection:
        seconds = sign_in_throttle.wait_s(connection, email, address, now)
        if seconds:
            raise Problem("too_many_requests", seconds=seconds)
        user = people.with_password(connection, email, password)
    with database.writing() as connection:
        if user is None:
            sign_in_throttle.count_failure(connection, email, address, now)
        else:
            sign_in_throttle.forget_failures(connection, email, address)
            people.rehash_if_needed(connection, user, password)
    if user is None:
        raise Problem("login_failed")
    return user


def _refused(email: str, problem: Problem) -> Response:
    response = make_response(_page(email, problem.message(gettext)), problem.status)
    if "seconds" in problem.details:
        response.headers["Retry-After"] = str(problem.details["seconds"])
    return response


def _page(email: str = "", problem: str | None = None) -> str:
    base = base_context()
    now = local(clock.now_text(), base["organization"]["time_zone"])
    screen = login_screen(now, email=email, problem=problem)
    return render_template("login/new.html", **base, **screen)

"""The cookie of a signed-in browser, and the person it stands for."""

from dataclasses import dataclass
from datetime import timedelta

from flask import Flask, Request, Response, request
from flask.sessions import SecureCookieSessionInterface

from fieldapp import clock, database
from fieldapp.extensions import login_manager
from fieldapp.services import user_sessions
from fieldapp.services.people import Opened
from fieldapp.services.user_sessions import Browser

SECURE_COOKIE = "__Host-session"
PLAIN_COOKIE = "session"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The person behind a request; `client` is the session's own end of the log."""

    id: str
    name: str
    email: str
    role: str
    language: str
    region: str | None
    session_id: str
    client_id: str | None
    is_phone_revoked: bool
    is_active: bool = True
    is_anonymous: bool = False

    @property
    def is_authenticated(self) -> bool:
        """Whether pages may be shown; a revoked phone only hands its work in."""
        return not self.is_phone_revoked

    def get_id(self) -> str:
        """Return the id, as flask-login asks for it."""
        return self.id

    @property
    def client(self) -> str:
        """Client row of what is done on pages of the server itself."""
        return self.session_id


class NothingKept(SecureCookieSessionInterface):
    """Flask's own session stays empty; saving it would vary every file by cookie."""

    def save_session(self, *_: object) -> None:
        """Leave the answer as it is."""


def init_app(app: Flask) -> None:
    app.session_interface = NothingKept()
    login_manager.init_app(app)
    login_manager.request_loader(person_of)
    app.after_request(vary_by_cookie)


def person_of(incoming: Request) -> SignedIn | None:
    """Return who is signed in; flask-login asks once a request."""
    token = incoming.cookies.get(cookie_name())
    if not token:
        return None
    now = clock.now()
    with database.reading() as connection:
        row = user_sessions.find(connection, token, now)
    if row is None:
        return None
    if not row.revoked_at and user_sessions.needs_touch(row.seen_at, now):
        with database.writing() as connection:
            user_sessions.touch(connection, row.session_id, now)
    return SignedIn(
        id=row.id,
        name=row.name,
        email=row.email,
        role=str(row.role),
        language=row.language,
        region=row.region,
        session_id=row.session_id,
        client_id=row.client_id,
        is_phone_revoked=row.revoked_at is not None,
    )


def start(response: Response, user: Opened) -> Response:
    """Open a new session for the user; the one this browser had ends."""
    now = clock.now()
    with database.writing() as connection:
        if old := request.cookies.get(cookie_name()):
            user_sessions.end(connection, old, now, "login")
        token, life = user_sessions.open_(
            connection, user.id, user.role, browser(), now
        )
    return _with_cookie(response, token, life)


def stop(response: Response) -> Response:
    """End this browser's session and take its cookie away."""
    if token := request.cookies.get(cookie_name()):
        with database.writing() as connection:
            user_sessions.end(connection, token, clock.now(), "logout")
    return _with_cookie(response, "", timedelta(0))


def browser() -> Browser:
    """Return where the request comes from, for the list of sessions."""
    return Browser(request.user_agent.string, request.remote_addr or "")


def cookie_name() -> str:
    """Return the name that this connection can carry: Secure cookies need https."""
    return SECURE_COOKIE if request.is_secure else PLAIN_COOKIE


def vary_by_cookie(response: Response) -> Response:
    """Files are the same for everybody: signing in must not load them again."""
    if request.blueprint != "assets":
        response.vary.add("Cookie")
    return response


def _with_cookie(response: Response, token: str, life: timedelta) -> Response:
    response.set_cookie(
        cookie_name(),
        token,
        max_age=int(life.total_seconds()),
        secure=request.is_secure,
        httponly=True,
        samesite="Lax",
        path="/",
    )
    return response

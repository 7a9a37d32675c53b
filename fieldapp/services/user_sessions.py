"""Signed-in browsers: made at login, found by their cookie, ended from anywhere."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update

from fieldapp.database import AnyRow
from fieldapp.ids import uuid7
from fieldapp.models import User, UserSession

TOKEN_BYTES = 32
TECHNICIAN_LIFE = timedelta(days=30)
OFFICE_LIFE = timedelta(hours=24)
OFFICE_IDLE = timedelta(hours=1)
ADMINISTRATOR_LIFE = timedelta(hours=12)
ADMINISTRATOR_IDLE = timedelta(minutes=15)
TOUCH_EVERY = timedelta(minutes=1)
REVOKED_CLIENT = "client"

WITH_TOKEN = (
    select(
        UserSession.id.label("session_id"),
        UserSession.client_id,
        UserSession.seen_at,
        UserSession.revoked_at,
        UserSession.revoked_because,
        User.id,
        User.name,
        User.email,
        User.role,
        User.language,
        User.region,
    )
    .join(User, User.id == UserSession.user_id)
    .where(
        UserSession.token_sha256 == bindparam("token_sha256"),
        UserSession.expires_at > bindparam("now"),
        User.status == "active",
    )
)


@dataclass(frozen=True, slots=True)
class Browser:
    """What a request tells about where it comes from."""

    user_agent: str
    address: str


def open_(
    connection: Connection, user_id: str, role: str, browser: Browser, now: datetime
) -> tuple[str, timedelta]:
    """Start a session; return its token, which nobody can read again, and its life."""
    token = secrets.token_urlsafe(TOKEN_BYTES)
    life = _life(role)
    row: dict[str, Any] = {
        "id": uuid7(),
        "user_id": user_id,
        "token_sha256": _digest(token),
        "user_agent": browser.user_agent[:200],
        "address": browser.address[:45],
        "created_at": now,
        "seen_at": now,
        "expires_at": now + life,
    }
    connection.execute(insert(UserSession), [row])
    return token, life


def find(connection: Connection, token: str, now: datetime) -> AnyRow | None:
    """Return session and user of a token that still holds.

    A session that ended because its phone was revoked is found as well: the phone's
    work is taken in before it is told to wipe itself.
    """
    asked = {"token_sha256": _digest(token), "now": now}
    row = connection.execute(WITH_TOKEN, asked).one_or_none()
    return row if row and _holds(row, now) else None


def touch(connection: Connection, session_id: str, now: datetime) -> None:
    """Note that a session is in use."""
    query = update(UserSession).where(UserSession.id == session_id)
    connection.execute(query.values(seen_at=now))


def bind(connection: Connection, session_id: str, client_id: str) -> None:
    """Note which phone a session belongs to, so that both end together."""
    query = update(UserSession).where(UserSession.id == session_id)
    connection.execute(query.values(client_id=client_id))


def end(connection: Connection, token: str, now: datetime, because: str) -> None:
    """End the session of a token; an unknown token changes nothing."""
    _end(connection, UserSession.token_sha256 == _digest(token), now, because)


def end_from_afar(
    connection: Connection, user_id: str, session_id: str, now: datetime
) -> None:
    """End one of a user's sessions from another one."""
    mine = (UserSession.id == session_id) & (UserSession.user_id == user_id)
    _end(connection, mine, now, "remote")


def end_all(connection: Connection, user_id: str, now: datetime, because: str) -> None:
    """End every session of a user, on every phone and desk."""
    _end(connection, UserSession.user_id == user_id, now, because)


def list_of(connection: Connection, user_id: str, now: datetime) -> list[AnyRow]:
    """Return a user's open sessions, the latest used first."""
    query = (
        select(
            UserSession.id,
            UserSession.user_agent,
            UserSession.address,
            UserSession.created_at,
            UserSession.seen_at,
        )
        .where(
            UserSession.user_id == user_id,
            UserSession.revoked_at.is_(None),
            UserSession.expires_at > now,
        )
        .order_by(UserSession.seen_at.desc())
    )
    return list(connection.execute(query))


def needs_touch(seen_at: datetime, now: datetime) -> bool:
    """Whether it is time to note the use again; not at every request."""
    return now - seen_at > TOUCH_EVERY


def _holds(row: AnyRow, now: datetime) -> bool:
    if row.revoked_at:
        return bool(row.revoked_because == REVOKED_CLIENT)
    idle = _idle(row.role)
    return idle is None or bool(now - row.seen_at <= idle)


def _life(role: str) -> timedelta:
    if role == "technician":
        return TECHNICIAN_LIFE
    return ADMINISTRATOR_LIFE if role == "administrator" else OFFICE_LIFE


def _idle(role: str) -> timedelta | None:
    if role == "technician":
        return None
    return ADMINISTRATOR_IDLE if role == "administrator" else OFFICE_IDLE


def _end(connection: Connection, which: Any, now: datetime, because: str) -> None:
    connection.execute(
        update(UserSession)
        .where(which, UserSession.revoked_at.is_(None))
        .values(revoked_at=now, revoked_because=because)
    )


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()

"""Links by which somebody sets a password: each opens once, within two days."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from sqlalchemy import Connection, delete, insert, select, update

from fieldapp.ids import uuid7
from fieldapp.models import PasswordLink, User, UserStatus

TOKEN_BYTES = 32
LIFE = timedelta(hours=48)


@dataclass(frozen=True, slots=True)
class Opened:
    """The link that an address names, and whose password it sets."""

    id: str
    user_id: str
    name: str
    email: str


def make(connection: Connection, user_id: str, now: datetime) -> str:
    """Return what stands in the link's address; earlier unused links end."""
    unused = (PasswordLink.user_id == user_id) & PasswordLink.used_at.is_(None)
    connection.execute(delete(PasswordLink).where(unused))
    token = secrets.token_urlsafe(TOKEN_BYTES)
    row = {
        "id": uuid7(),
        "user_id": user_id,
        "token_sha256": _digest(token),
        "created_at": now,
        "expires_at": now + LIFE,
        "used_at": None,
    }
    connection.execute(insert(PasswordLink), [row])
    return token


def find(connection: Connection, token: str, now: datetime) -> Opened | None:
    """Return the link while it can be used."""
    query = (
        select(PasswordLink.id, PasswordLink.user_id, User.name, User.email)
        .join(User, User.id == PasswordLink.user_id)
        .where(
            PasswordLink.token_sha256 == _digest(token),
            PasswordLink.used_at.is_(None),
            PasswordLink.expires_at > now,
            User.status == UserStatus.ACTIVE,
        )
    )
    row = connection.execute(query).one_or_none()
    return Opened(*row) if row else None


def use(connection: Connection, link: Opened, now: datetime) -> bool:
    """Close the link; False when somebody else used it just now."""
    query = update(PasswordLink).where(
        PasswordLink.id == link.id, PasswordLink.used_at.is_(None)
    )
    return connection.execute(query.values(used_at=now)).rowcount == 1


def _digest(token: str) -> str:
    return sha256(token.encode()).hexdigest()

"""Users and their passwords (argon2id, 19 MiB, two passes)."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection, insert, select, update

from fieldapp.ids import uuid7
from fieldapp.models import Role, User

MEMORY_KIB = 19 * 1024
MINIMUM_PASSWORD = 8

_hasher = PasswordHasher(time_cost=2, memory_cost=MEMORY_KIB, parallelism=1)


@dataclass(frozen=True, slots=True)
class NewUser:
    """What it takes to let somebody in."""

    email: str
    name: str
    role: Role
    password: str
    language: str = "pt-BR"
    region: str | None = None
    department: str | None = None


@dataclass(frozen=True, slots=True)
class Opened:
    """The user whom a password opened."""

    id: str
    role: str
    password_hash: str


def add(connection: Connection, user: NewUser, now: datetime) -> str:
    """Add a user and return the id; a known address raises IntegrityError."""
    id_ = uuid7()
    row: dict[str, Any] = {
        "id": id_,
        "email": normal_email(user.email),
        "name": user.name,
        "role": user.role,
        "status": "active",
        "password_hash": _hasher.hash(user.password),
        "language": user.language,
        "region": user.region,
        "department": user.department,
        "created_at": now,
    }
    connection.execute(insert(User), [row])
    return id_


def with_password(connection: Connection, email: str, password: str) -> Opened | None:
    """Return the active user whom address and password open, or None.

    An unknown address takes as long as a wrong password.
    """
    query = select(User.id, User.role, User.password_hash)
    found = connection.execute(
        query.where(User.email == normal_email(email), User.status == "active")
    ).one_or_none()
    is_right = _opens(found.password_hash if found else _nobody(), password)
    return Opened(*found) if found and is_right else None


def set_password(connection: Connection, user_id: str, password: str) -> None:
    """Let this password, and no other, open the user's account."""
    query = update(User).where(User.id == user_id)
    connection.execute(query.values(password_hash=_hasher.hash(password)))


def rehash_if_needed(connection: Connection, user: Opened, password: str) -> None:
    """Bring an old hash up to the present cost while the password is at hand."""
    if _hasher.check_needs_rehash(user.password_hash):
        connection.execute(
            update(User)
            .where(User.id == user.id)
            .values(password_hash=_hasher.hash(password))
        )


def normal_email(email: str) -> str:
    """Return an address as it is kept: without spaces around, in lower case."""
    return email.strip().lower()


@cache
def _nobody() -> str:
    return _hasher.hash("nobody has this password")


def _opens(password_hash: str, password: str) -> bool:
    try:
        return _hasher.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False

"""The accounts of the team: documents, rows, when somebody was here last."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, func, select

from fieldapp import bulk, database
from fieldapp.clock import to_text
from fieldapp.domain.documents import Document
from fieldapp.models import Role, User, UserSession, UserStatus
from fieldapp.problem import Problem
from fieldapp.services.change_feed import News
from fieldapp.services.email_addresses import is_email
from fieldapp.services.people import normal_email

COLUMNS = (
    User.id,
    User.email,
    User.name,
    User.role,
    User.language,
    User.region,
    User.department,
    User.status,
    User.created_at,
    (User.password_hash != "").label("has_password"),
)


@dataclass(frozen=True, slots=True)
class Account:
    """One person of the team, as the office lists them."""

    document: Document
    has_password: bool
    seen_at: datetime | None


def listed(connection: Connection) -> list[Account]:
    """Return everybody who signs in, by name."""
    seen = (
        select(UserSession.user_id, func.max(UserSession.seen_at).label("seen_at"))
        .group_by(UserSession.user_id)
        .subquery()
    )
    query = (
        select(*COLUMNS, seen.c.seen_at)
        .outerjoin(seen, seen.c.user_id == User.id)
        .where(User.role != Role.SYSTEM, User.status != UserStatus.DELETED)
        .order_by(User.name, User.id)
    )
    return [
        Account(_document(row), row.has_password, row.seen_at)
        for row in connection.execute(query)
    ]


def document_of(connection: Connection, account_id: str) -> Document | None:
    """Return the account as its row has it, None when there is none."""
    query = select(*COLUMNS).where(User.id == account_id, User.role != Role.SYSTEM)
    row = connection.execute(query).one_or_none()
    return _document(row) if row else None


def require_sound(connection: Connection, arguments: Document) -> None:
    """Raise Problem for an address that is none or taken, or the last administrator."""
    if "email" not in arguments:
        return
    email = normal_email(arguments["email"])
    if not is_email(email):
        raise Problem("user_email_invalid")
    others = User.id != arguments["account_id"]
    taken = select(User.id).where(User.email == email, others)
    if connection.execute(taken).scalar() is not None:
        raise Problem("user_email_taken", email=email)
    if not _administers(arguments["role"], arguments.get("status", "active")):
        _require_other_administrator(connection, arguments["account_id"])


def save(connection: Connection, accounts: list[Document], now: datetime) -> None:
    """Write the rows; a new one opens with no password yet."""
    if accounts:
        rows = [_row(each, now) for each in accounts]
        bulk.execute_rows(connection, _put(), rows)


def news_of(accounts: list[Document]) -> list[News]:
    """Tell the phones of changed people: their profile is on them."""
    return [News(each["id"], "profile", each["id"]) for each in accounts]


def _require_other_administrator(connection: Connection, account_id: str) -> None:
    query = select(User.id).where(
        User.role == Role.ADMINISTRATOR, User.status == UserStatus.ACTIVE
    )
    administrators = set(connection.execute(query).scalars())
    if administrators == {account_id}:
        raise Problem("user_last_administrator")


def _administers(role: str, status: str) -> bool:
    return role == Role.ADMINISTRATOR and status == UserStatus.ACTIVE


def _document(row: Any) -> Document:
    facts = {
        name: getattr(row, name)
        for name in ("id", "email", "name", "language", "region", "department")
    }
    return {
        **facts,
        "role": str(row.role),
        "status": str(row.status),
        "registered": {"at": to_text(row.created_at), "by": None},
    }


def _row(account: Document, now: datetime) -> dict[str, Any]:
    return {
        "id": account["id"],
        "email": normal_email(account["email"]),
        "name": account["name"][:120],
        "role": account["role"],
        "status": account["status"],
        "password_hash": "",
        "language": account["language"],
        "region": (account["region"] or "")[:60] or None,
        "department": (account["department"] or "")[:60] or None,
        "created_at": now,
    }


@database.kept
def _put() -> Any:
    put = database.insert(User)
    kept = ("id", "password_hash", "created_at")
    moved = {
        column.name: put.excluded[column.name]
        for column in User.__table__.columns
        if column.name not in kept
    }
    return put.on_conflict_do_update(index_elements=["id"], set_=moved)

"""What the server knows of each phone: its last contact, and the files it owes."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, exists, func, or_, select

from fieldapp.models import (
    Blob,
    Client,
    ClientKind,
    Evidence,
    Issue,
    LedgerEntry,
    Role,
    User,
    UserSession,
    UserStatus,
    WorkOrder,
)

SHOWN_AFTER_CONTACT = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Owed:
    """Files of one order that a phone announced and that are not here."""

    work_order_id: str | None
    number: int | None
    count: int
    oldest_at: datetime


@dataclass(frozen=True, slots=True)
class Phone:
    """One phone; who signed out had nothing left to send."""

    id: str
    user_name: str
    created_at: datetime
    seen_at: datetime
    revoked_at: datetime | None
    signed_out_at: datetime | None
    owed: list[Owed]


@dataclass(frozen=True, slots=True)
class Owned:
    """One phone and whose it is."""

    id: str
    user_id: str
    user_name: str
    role: str
    seen_at: datetime
    revoked_at: datetime | None


def listed(connection: Connection, now: datetime) -> list[Phone]:
    """Return the phones that called within 30 days or owe a file."""
    owed = _owed(connection)
    is_recent = and_(
        Client.seen_at >= now - SHOWN_AFTER_CONTACT, User.status == UserStatus.ACTIVE
    )
    query = (
        select(
            Client.id,
            User.name,
            Client.created_at,
            Client.seen_at,
            Client.revoked_at,
            _SIGNED_OUT_AT,
        )
        .join(User, User.id == Client.user_id)
        .where(Client.kind == ClientKind.PHONE, or_(is_recent, Client.id.in_(owed)))
    )
    return [Phone(*row, owed.get(row.id, [])) for row in connection.execute(query)]


def one(connection: Connection, client_id: str) -> Owned | None:
    """Return one phone and its owner, None when there is none."""
    query = (
        select(
            Client.id, User.id, User.name, User.role, Client.seen_at, Client.revoked_at
        )
        .join(User, User.id == Client.user_id)
        .where(Client.id == client_id, Client.kind == ClientKind.PHONE)
    )
    row = connection.execute(query).one_or_none()
    return Owned(*row) if row else None


def unheard(connection: Connection) -> list[str]:
    """Return the active technicians of whom no phone ever called."""
    called = exists().where(Client.user_id == User.id, Client.kind == ClientKind.PHONE)
    query = select(User.name).where(
        User.role == Role.TECHNICIAN, User.status == UserStatus.ACTIVE, ~called
    )
    return list(connection.execute(query.order_by(User.name)).scalars())


def _owed(connection: Connection) -> dict[str, list[Owed]]:
    """Return what each phone owes; what it said it lost is no longer on it."""
    is_lost = exists().where(
        Issue.operation_id == Evidence.operation_id, Issue.reason == "missing_photo"
    )
    is_here = exists().where(Blob.sha256 == Evidence.sha256)
    query = (
        select(
            LedgerEntry.client_id,
            Evidence.work_order_id,
            WorkOrder.number,
            func.count(Evidence.sha256.distinct()),
            func.min(Evidence.announced_at),
        )
        .join(LedgerEntry, LedgerEntry.operation_id == Evidence.operation_id)
        .outerjoin(WorkOrder, WorkOrder.id == Evidence.work_order_id)
        .where(~is_here, ~is_lost)
        .group_by(LedgerEntry.client_id, Evidence.work_order_id, WorkOrder.number)
    )
    found: dict[str, list[Owed]] = defaultdict(list)
    for row in connection.execute(query):
        found[row[0]].append(Owed(*row[1:]))
    return found


_SIGNED_OUT_AT = (
    select(func.max(UserSession.revoked_at))
    .where(
        UserSession.client_id == Client.id,
        UserSession.revoked_because == "logout",
        UserSession.revoked_at >= Client.seen_at,
    )
    .scalar_subquery()
)

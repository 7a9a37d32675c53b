"""Client rows: the server's end of each outbox."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, bindparam, select, update

from fieldapp.database import AnyRow, insert, kept
from fieldapp.models import Client, ClientKind, UserSession
from fieldapp.services.ledger import ZERO_HEAD

TOUCH_EVERY = timedelta(minutes=5)
CLOCK_SUSPECT_MS = 5 * 60 * 1000

PLACE = select(
    Client.user_id, Client.last_sequence, Client.revoked_at, Client.seen_at
).where(Client.id == bindparam("client_id"))
LOCK = (
    select(
        Client.id, Client.user_id, Client.last_sequence, Client.chain, Client.revoked_at
    )
    .where(Client.id == bindparam("client_id"))
    .with_for_update()
)
ADVANCE = update(Client).where(Client.id == bindparam("client_id"))


@dataclass(slots=True)
class LockedClient:
    """One client whose row this transaction holds."""

    id: str
    user_id: str
    last_sequence: int
    chain: str
    revoked_at: datetime | None


def lock(
    connection: Connection,
    client_id: str,
    user_id: str,
    now: datetime,
    kind: ClientKind = ClientKind.PHONE,
) -> LockedClient:
    """Take the client's row, made when it is new; the first lock of every push."""
    asked = {"client_id": client_id}
    found = connection.execute(LOCK, asked).one_or_none()
    if found is None:
        new = {
            "id": client_id,
            "user_id": user_id,
            "kind": kind,
            "last_sequence": 0,
            "chain": ZERO_HEAD,
            "created_at": now,
            "seen_at": now,
        }
        connection.execute(_add(), new)
        found = connection.execute(LOCK, asked).one()
    return LockedClient(*found)


def advance(
    connection: Connection, client: LockedClient, now: datetime, offset_ms: int | None
) -> None:
    """Keep the client's new place and how far its clock is off."""
    place = {
        "last_sequence": client.last_sequence,
        "chain": client.chain,
        "clock_offset_ms": offset_ms,
        "seen_at": now,
    }
    connection.execute(ADVANCE, {"client_id": client.id, **place})


def place_of(connection: Connection, client_id: str) -> AnyRow | None:
    """Return user_id, last_sequence, revoked_at and seen_at of a client, or None."""
    return connection.execute(PLACE, {"client_id": client_id}).one_or_none()


def is_clock_suspect(offset_ms: int | None) -> bool:
    """Whether a clock is off by more than five minutes."""
    return offset_ms is not None and abs(offset_ms) > CLOCK_SUSPECT_MS


def revoke(connection: Connection, client_id: str, now: datetime) -> None:
    """Block a phone and the sessions bound to it; it wipes itself when it calls."""
    connection.execute(
        update(Client).where(Client.id == client_id).values(revoked_at=now)
    )
    connection.execute(
        update(UserSession)
        .where(UserSession.client_id == client_id, UserSession.revoked_at.is_(None))
        .values(revoked_at=now, revoked_because="client")
    )


@kept
def _add() -> Any:
    return insert(Client).on_conflict_do_nothing()

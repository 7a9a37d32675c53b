"""Slows down guessing of passwords without ever locking the owner out.

Each counter is a bucket that leaks: wrong logins fill it, time empties it. It belongs
to an address, or to an account at one address, so that somebody who guesses elsewhere
cannot close the door of the owner. While an account is under attack from many
addresses, each of them gets fewer tries at once.
"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from math import ceil

from sqlalchemy import Connection, delete, select

from fieldapp.database import insert
from fieldapp.models import SignInCounter
from fieldapp.services.people import normal_email


@dataclass(frozen=True, slots=True)
class Bucket:
    """How many failures fit, and how many seconds let one of them leak away."""

    size: int
    leak_s: int


PAIR = Bucket(size=10, leak_s=5)
PAIR_UNDER_ATTACK = Bucket(size=3, leak_s=30)
ADDRESS = Bucket(size=100, leak_s=2)
ACCOUNT = Bucket(size=100, leak_s=60)


def wait_s(connection: Connection, email: str, address: str, now: datetime) -> int:
    """Return the seconds until the next try may come, 0 when it may come now."""
    levels = _levels(connection, email, address, now)
    is_attacked = levels["account"] >= ACCOUNT.size
    pair = PAIR_UNDER_ATTACK if is_attacked else PAIR
    return max(_wait(levels["pair"], pair), _wait(levels["address"], ADDRESS))


def count_failure(
    connection: Connection, email: str, address: str, now: datetime
) -> None:
    """Fill the three buckets by one."""
    levels = _levels(connection, email, address, now)
    keys = _keys(email, address)
    put = insert(SignInCounter)
    connection.execute(
        put.on_conflict_do_update(
            index_elements=["key"],
            set_={
                "failures": put.excluded.failures,
                "updated_at": put.excluded.updated_at,
            },
        ),
        [
            {"key": keys[name], "failures": levels[name] + 1, "updated_at": now}
            for name in keys
        ],
    )


def forget_failures(connection: Connection, email: str, address: str) -> None:
    """Empty the bucket of an account at an address, after the right password."""
    key = _keys(email, address)["pair"]
    connection.execute(delete(SignInCounter).where(SignInCounter.key == key))


def _levels(
    connection: Connection, email: str, address: str, now: datetime
) -> dict[str, float]:
    keys = _keys(email, address)
    query = select(SignInCounter.key, SignInCounter.failures, SignInCounter.updated_at)
    rows = connection.execute(query.where(SignInCounter.key.in_(keys.values())))
    found = {row.key: row for row in rows}
    leaks = {"pair": PAIR.leak_s, "address": ADDRESS.leak_s, "account": ACCOUNT.leak_s}
    levels = {}
    for name, key in keys.items():
        row = found.get(key)
        leaked = (now - row.updated_at).total_seconds() / leaks[name] if row else 0
        levels[name] = max(0.0, row.failures - leaked) if row else 0.0
    return levels


def _wait(level: float, bucket: Bucket) -> int:
    return ceil(max(0.0, level + 1 - bucket.size) * bucket.leak_s)


def _keys(email: str, address: str) -> dict[str, str]:
    account = sha256(normal_email(email).encode()).hexdigest()[:32]
    return {
        "pair": f"{account}@{address}"[:80],
        "address": f"address {address}"[:80],
        "account": f"account {account}",
    }

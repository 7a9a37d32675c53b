"""Slows down guessing of report codes: an address may err so often, then it waits.

The bucket leaks as that of wrong passwords does; right codes fill nothing.
"""

from datetime import datetime
from math import ceil

from sqlalchemy import Connection, select

from fieldapp.database import insert
from fieldapp.models import SignInCounter
from fieldapp.services.sign_in_throttle import Bucket

CODES = Bucket(size=20, leak_s=30)


def wait_s(connection: Connection, address: str, now: datetime) -> int:
    """Return the seconds until the next code may come, 0 when it may come now."""
    level = _level(connection, address, now)
    return ceil(max(0.0, level + 1 - CODES.size) * CODES.leak_s)


def count_miss(connection: Connection, address: str, now: datetime) -> None:
    """Fill the bucket of an address by one."""
    level = _level(connection, address, now) + 1
    row = {"key": _key(address), "failures": level, "updated_at": now}
    put = insert(SignInCounter)
    filled = {"failures": put.excluded.failures, "updated_at": put.excluded.updated_at}
    connection.execute(
        put.on_conflict_do_update(index_elements=["key"], set_=filled), [row]
    )


def _level(connection: Connection, address: str, now: datetime) -> float:
    query = select(SignInCounter.failures, SignInCounter.updated_at)
    row = connection.execute(
        query.where(SignInCounter.key == _key(address))
    ).one_or_none()
    if row is None:
        return 0.0
    leaked = (now - row.updated_at).total_seconds() / CODES.leak_s
    level: float = row.failures - leaked
    return max(0.0, level)


def _key(address: str) -> str:
    return f"report code {address}"[:80]

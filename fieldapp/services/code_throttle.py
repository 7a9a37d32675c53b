"""Slows down guessing of report codes: an address may err so often, then it waits.

The bucket leaks as that of wrong passwords does; right codes fill nothing.
"""

from datetime import datetime

from sqlalchemy import Connection

from fieldapp.services import leaky_buckets
from fieldapp.services.leaky_buckets import Bucket

CODES = Bucket(size=20, leak_s=30)


def wait_s(connection: Connection, address: str, now: datetime) -> int:
    """Return the seconds until the next code may come, 0 when it may come now."""
    [level] = leaky_buckets.levels(connection, _buckets(address), now).values()
    return CODES.wait_s(level)


def count_miss(connection: Connection, address: str, now: datetime) -> None:
    """Fill the bucket of an address by one."""
    leaky_buckets.fill(connection, _buckets(address), now)


def _buckets(address: str) -> dict[str, Bucket]:
    return {f"report code {address}"[:80]: CODES}

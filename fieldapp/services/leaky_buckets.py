"""Counters that fill by failures and empty by time, kept in the database."""

from dataclasses import dataclass
from datetime import datetime
from math import ceil

from sqlalchemy import Connection, select

from fieldapp.database import insert
from fieldapp.models import SignInCounter


@dataclass(frozen=True, slots=True)
class Bucket:
    """How many failures fit, and how many seconds let one of them leak away."""

    size: int
    leak_s: int

    def wait_s(self, level: float) -> int:
        """Return the seconds until one more fits, 0 when it does now."""
        return ceil(max(0.0, level + 1 - self.size) * self.leak_s)


def levels(
    connection: Connection, buckets: dict[str, Bucket], now: datetime
) -> dict[str, float]:
    """Return how many failures each bucket holds now, by its key."""
    query = select(SignInCounter.key, SignInCounter.failures, SignInCounter.updated_at)
    rows = connection.execute(query.where(SignInCounter.key.in_(buckets)))
    found = dict.fromkeys(buckets, 0.0)
    for row in rows:
        leaked = (now - row.updated_at).total_seconds() / buckets[row.key].leak_s
        found[row.key] = max(0.0, row.failures - leaked)
    return found


def fill(connection: Connection, buckets: dict[str, Bucket], now: datetime) -> None:
    """Put one more failure into each bucket."""
    found = levels(connection, buckets, now)
    rows = [
        {"key": key, "failures": level + 1, "updated_at": now}
        for key, level in found.items()
    ]
    put = insert(SignInCounter)
    filled = {name: put.excluded[name] for name in ("failures", "updated_at")}
    connection.execute(
        put.on_conflict_do_update(index_elements=["key"], set_=filled), rows
    )

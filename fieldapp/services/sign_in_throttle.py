"""Slows down guessing of passwords without ever locking the owner out.

Each counter is a bucket that leaks: wrong logins fill it, time empties it. It belongs
to an address, or to an account at one address, so that somebody who guesses elsewhere
cannot close the door of the owner. While an account is under attack from many
addresses, each of them gets fewer tries at once.
"""

from datetime import datetime
from hashlib import sha256

from sqlalchemy import Connection, delete

from fieldapp.models import SignInCounter
from fieldapp.services import leaky_buckets
from fieldapp.services.leaky_buckets import Bucket
from fieldapp.services.people import normal_email

PAIR = Bucket(size=10, leak_s=5)
PAIR_UNDER_ATTACK = Bucket(size=3, leak_s=30)
ADDRESS = Bucket(size=100, leak_s=2)
ACCOUNT = Bucket(size=100, leak_s=60)


def wait_s(connection: Connection, email: str, address: str, now: datetime) -> int:
    """Return the seconds until the next try may come, 0 when it may come now."""
    found = leaky_buckets.levels(connection, _buckets(email, address), now)
    pair, place, account = found.values()
    by_pair = PAIR_UNDER_ATTACK if account >= ACCOUNT.size else PAIR
    return max(by_pair.wait_s(pair), ADDRESS.wait_s(place))


def count_failure(
    connection: Connection, email: str, address: str, now: datetime
) -> None:
    """Fill the three buckets by one."""
    leaky_buckets.fill(connection, _buckets(email, address), now)


def forget_failures(connection: Connection, email: str, address: str) -> None:
    """Empty the bucket of an account at an address, after the right password."""
    key, *_ = _buckets(email, address)
    connection.execute(delete(SignInCounter).where(SignInCounter.key == key))


def _buckets(email: str, address: str) -> dict[str, Bucket]:
    """Return the buckets of the account at this address, the address, the account."""
    account = sha256(normal_email(email).encode()).hexdigest()[:32]
    return {
        f"{account}@{address}"[:80]: PAIR,
        f"address {address}"[:80]: ADDRESS,
        f"account {account}": ACCOUNT,
    }

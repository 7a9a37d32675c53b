"""The ledger's chain: every row names the digest of the one before it."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from hashlib import sha256
from json.encoder import encode_basestring
from operator import itemgetter
from secrets import token_hex
from typing import Any

from sqlalchemy import Connection, select

from fieldapp import clock
from fieldapp.models import LedgerBody, LedgerEntry
from fieldapp.services.json_text import hashed_text

ZERO_HEAD = "0" * 64
SALT_BYTES = 16
UNHASHED = {"hash", "previous"}
HASHED = tuple(
    sorted(
        column.name
        for column in LedgerEntry.__table__.columns
        if column.name not in UNHASHED
    )
)
hashed_fields = itemgetter(*HASHED)
CANONICAL = "{" + ",".join(f'"{name}":%s' for name in HASHED) + "}"
WRITERS: dict[type, Callable[[Any], str]] = {
    str: encode_basestring,
    int: str,
    bool: {True: "true", False: "false"}.__getitem__,
    type(None): lambda _none: "null",
    datetime: lambda moment: f'"{clock.to_text(moment)}"',
}


def link(previous: str, row: dict[str, Any]) -> dict[str, Any]:
    """Return the row with its place in the chain."""
    return row | {"previous": previous, "hash": hash_of(previous, row)}


def hash_of(previous: str, row: dict[str, Any]) -> str:
    """Return SHA-256 of the previous hash and the row's fields in canonical JSON."""
    return hash_over(previous, hashed_fields(row))


def hash_over(previous: str, fields: Iterable[Any]) -> str:
    """Return the same from the values alone, in the order of HASHED."""
    texts = [WRITERS.get(type(each), hashed_text)(each) for each in fields]
    text = CANONICAL % tuple(texts)
    return sha256((previous + text).encode()).hexdigest()


def plain_fields(row: dict[str, Any]) -> dict[str, Any]:
    """Return the hashed fields of a row as they stand in its canonical JSON."""
    return {name: _plain(row[name]) for name in HASHED}


def seal(content: str) -> tuple[str, str]:
    """Return a fresh salt and the digest that the entry keeps of its body.

    The salt goes with the body: once it is erased, nobody can guess the content
    from its digest, and the chain still verifies.
    """
    salt = token_hex(SALT_BYTES)
    return salt, sealed(salt, content)


def sealed(salt: str, content: str) -> str:
    """Return the digest of a body under its salt."""
    return sha256(f"{salt}{content}".encode()).hexdigest()


def broken_entries(connection: Connection) -> Iterator[str]:
    """Yield the ids of entries that do not follow from the one before them."""
    heads: dict[tuple[str, str], tuple[int, str]] = {}
    order = (LedgerEntry.stream_kind, LedgerEntry.stream_id)
    bodies = select(LedgerEntry.__table__, LedgerBody.salt, LedgerBody.body).outerjoin(
        LedgerBody, LedgerBody.operation_id == LedgerEntry.operation_id
    )
    place = (LedgerEntry.rev, LedgerEntry.client_id, LedgerEntry.sequence)
    for found in connection.execute(bodies.order_by(*order, *place)).mappings():
        row = dict(found)
        stream = (row["stream_kind"], row["stream_id"])
        rev, head = heads.get(stream, (0, ZERO_HEAD))
        if not follows(row, rev, head):
            yield row["operation_id"]
        heads[stream] = (row["rev"] or rev, row["hash"])


def follows(row: dict[str, Any], rev: int, head: str) -> bool:
    """Tell whether an entry is the next after a revision and its hash."""
    is_next = row["rev"] is None or row["rev"] == rev + 1
    is_linked = row["previous"] == head and row["hash"] == hash_of(head, row)
    is_erased = row["salt"] is None
    is_same = is_erased or sealed(row["salt"], row["body"]) == row["body_sha256"]
    return is_next and is_linked and is_same


def _plain(value: Any) -> Any:
    return clock.to_text(value) if isinstance(value, datetime) else value

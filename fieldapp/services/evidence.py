"""Announced digests: who may send them, which orders wait for them."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select

from fieldapp.database import AnyRow
from fieldapp.domain.documents import Document
from fieldapp.id_lists import among
from fieldapp.models import Assignment, Blob, Evidence, Purpose

ANNOUNCED_BY = {
    "attach_evidence": {"sha256": Purpose.PHOTO},
    "sign_off": {
        "signature_sha256": Purpose.SIGNATURE,
        "manifest_sha256": Purpose.MANIFEST,
    },
}
SEES_EVERYTHING = {"dispatcher", "supervisor", "administrator", "auditor"}
DIGEST_LENGTH = 64

RECEIVED = select(Blob.sha256).where(among(Blob.sha256, "digests"))
ANNOUNCED = select(Evidence.sha256).where(
    Evidence.user_id == bindparam("user_id"),
    Evidence.sha256.in_(bindparam("digests", expanding=True)),
)
UPLOAD = (
    select(Evidence.sha256, Blob.size_bytes)
    .outerjoin(Blob, Blob.sha256 == Evidence.sha256)
    .where(
        Evidence.user_id == bindparam("user_id"),
        Evidence.sha256 == bindparam("sha256"),
    )
    .limit(1)
)
MENTIONS = select(
    Evidence.work_order_id, Evidence.purpose, Evidence.operation_id
).where(Evidence.sha256 == bindparam("sha256"))


def announcements(name: str, arguments: Document, common: Document) -> list[Document]:
    """Return the digests that one operation announces, as rows.

    `common` holds operation_id, user_id, work_order_id and announced_at.
    """
    return [
        {"purpose": purpose, "sha256": digest, **common}
        for argument, purpose in ANNOUNCED_BY.get(name, {}).items()
        if is_digest(digest := arguments.get(argument))
    ]


def is_digest(value: object) -> bool:
    """Whether a value is 64 lower-case hexadecimal digits."""
    return (
        isinstance(value, str)
        and len(value) == DIGEST_LENGTH
        and not set(value) - set("0123456789abcdef")
    )


def save(connection: Connection, rows: list[dict[str, Any]]) -> None:
    """Keep the announcements of one transaction."""
    if rows:
        connection.execute(insert(Evidence), rows)


def needed(order: Document) -> set[str]:
    """Return every digest that must be here before the order is completed."""
    photos = {
        each["sha256"]
        for visit in order["visits"]
        for each in visit["evidence"]
        if not each["removed"]
    }
    signed = {
        each[name]
        for visit in order["visits"]
        for each in visit["sign_offs"]
        for name in ("signature_sha256", "manifest_sha256")
        if each.get(name)
    }
    return photos | signed


def shown(order: Document) -> set[str]:
    """Return the digests of all photos of an order, removed ones included."""
    return {each["sha256"] for visit in order["visits"] for each in visit["evidence"]}


def received(connection: Connection, digests: Iterable[str]) -> set[str]:
    """Return which of the digests are here, whole and verified."""
    wanted = list(digests)
    if not wanted:
        return set()
    return set(connection.execute(RECEIVED, {"digests": wanted}).scalars())


def mark_received(order: Document, here: set[str]) -> None:
    """Fill what only the server knows: which photos have arrived."""
    for visit in order["visits"]:
        for each in visit["evidence"]:
            each["received"] = each["sha256"] in here


def announced(connection: Connection, user_id: str, digests: list[str]) -> set[str]:
    """Return which of the digests this user announced."""
    asked = {"user_id": user_id, "digests": digests}
    return set(connection.execute(ANNOUNCED, asked).scalars())


def upload(connection: Connection, user_id: str, digest: str) -> AnyRow | None:
    """Return what this user announced, None when it was not announced.

    `size_bytes` is None until the file is here, whole and verified.
    """
    asked = {"user_id": user_id, "sha256": digest}
    return connection.execute(UPLOAD, asked).one_or_none()


def mentions(connection: Connection, digest: str) -> list[AnyRow]:
    """Return every order that shows a digest, as what, and what announced it."""
    return list(connection.execute(MENTIONS, {"sha256": digest}))


def orders_with(connection: Connection, digest: str) -> list[str]:
    """Return the orders that show a digest."""
    return orders_of(mentions(connection, digest))


def orders_of(rows: Iterable[AnyRow]) -> list[str]:
    """Return the orders of these mentions, each once."""
    found = (row.work_order_id for row in rows if row.work_order_id)
    return list(dict.fromkeys(found))


def may_see(connection: Connection, user_id: str, role: str, digest: str) -> bool:
    """Whether a user sees an order that shows the digest, or sent it."""
    if digest in announced(connection, user_id, [digest]):
        return True
    orders = orders_with(connection, digest)
    if role in SEES_EVERYTHING:
        return bool(orders)
    query = select(Assignment.visit_id).where(
        Assignment.user_id == user_id,
        Assignment.work_order_id.in_(orders),
        Assignment.ended_at.is_(None),
    )
    return connection.execute(query.limit(1)).scalar() is not None

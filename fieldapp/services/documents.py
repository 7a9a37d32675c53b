"""Documents other than orders: catalogue, organization, profiles, templates."""

import json
from datetime import datetime
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, bindparam, select

from fieldapp.database import insert
from fieldapp.domain.documents import Document
from fieldapp.models import Stream
from fieldapp.services import change_feed
from fieldapp.services.json_text import compact
from fieldapp.services.ledger import ZERO_HEAD

CATALOGUE = ("catalogue", "catalogue")
ORGANIZATION = ("organization", "organization")

DOCUMENT = select(Stream.document).where(
    Stream.kind == bindparam("kind"), Stream.id == bindparam("id")
)
CATALOGUE_REV = select(Stream.rev).where(Stream.kind == "catalogue")

_editions: WeakKeyDictionary[Engine, dict[str, Document]] = WeakKeyDictionary()
_catalogues: WeakKeyDictionary[Engine, tuple[int, Document]] = WeakKeyDictionary()


def store(
    connection: Connection, kind: str, id_: str, document: Document, now: datetime
) -> None:
    """Keep a new edition and tell everybody whose phone shows this kind."""
    row: dict[str, Any] = {
        "kind": kind,
        "id": id_,
        "rev": 1,
        "head": ZERO_HEAD,
        "document": compact(document),
    }
    add = insert(Stream)
    connection.execute(
        add.on_conflict_do_update(
            index_elements=["kind", "id"],
            set_={"document": add.excluded.document, "rev": Stream.rev + 1},
        ),
        [row],
    )
    change_feed.publish(connection, kind, id_, now)


def load(connection: Connection, kind: str, id_: str) -> Document | None:
    """Return a document, or None when there is none."""
    named = {"kind": kind, "id": id_}
    text = connection.execute(DOCUMENT, named).scalar_one_or_none()
    return None if text is None else json.loads(text)


def template_version(connection: Connection, id_: str | None) -> Document | None:
    """Return a frozen edition; the caller must not change it, it is shared."""
    if id_ is None:
        return None
    editions = _editions.setdefault(connection.engine, {})
    if id_ not in editions:
        found = load(connection, "template_version", id_)
        if found is None:
            return None
        editions[id_] = found
    return editions[id_]


def catalogue(connection: Connection) -> Document:
    """Return the present catalogue; shared, read only."""
    rev = connection.execute(CATALOGUE_REV).scalar_one_or_none()
    if rev is None:
        return {}
    kept = _catalogues.get(connection.engine)
    if kept is None or kept[0] != rev:
        kept = (rev, load(connection, *CATALOGUE) or {})
        _catalogues[connection.engine] = kept
    return kept[1]


def organization(connection: Connection) -> Document:
    """Return the company, with what screens need before it is set up."""
    nameless = {"name": "Visada", "time_zone": "America/Sao_Paulo"}
    return nameless | (load(connection, *ORGANIZATION) or {})


def forget() -> None:
    """Drop what was read before: somebody put another database in place."""
    _editions.clear()
    _catalogues.clear()

"""Keeps made-up proof where real proof lies: by its digest, in the store."""

from collections.abc import Callable
from datetime import datetime

import obstore
from flask import current_app
from sqlalchemy import Connection

from fieldapp import database
from fieldapp.domain.canonical import sha256
from fieldapp.models import Blob
from fieldapp.services.evidence_store import EvidenceStore

Keep = Callable[[bytes, str], str]


def keeper(connection: Connection, now: datetime) -> Keep:
    """Return the function that keeps bytes and tells their digest."""
    kept: set[str] = set()
    store: EvidenceStore = current_app.extensions["evidence_store"]

    def keep(content: bytes, media_type: str) -> str:
        digest = sha256(content)
        if digest not in kept:
            obstore.put(store.store, f"{digest[:2]}/{digest}", content)
            row = {
                "sha256": digest,
                "size_bytes": len(content),
                "media_type": media_type,
                "received_at": now,
            }
            connection.execute(database.insert(Blob).on_conflict_do_nothing(), [row])
            kept.add(digest)
        return digest

    return keep

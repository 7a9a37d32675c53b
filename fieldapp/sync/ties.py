"""The time that breaks ties between concurrent edits, clamped to what is proved."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection

from fieldapp.services import ledger_places
from fieldapp.sync.intent import Intent

Bounds = dict[tuple[str, int], datetime]


def lower_bounds(connection: Connection, intents: Iterable[Intent]) -> Bounds:
    """Return when the server received each revision that an author had seen.

    Nobody can have acted on a revision before it existed.
    """
    seen = {
        (intent.work_order_id, intent.base_rev)
        for intent in intents
        if intent.work_order_id and intent.base_rev
    }
    found = ledger_places.entries_at(connection, seen)
    return {(row.stream_id, row.rev): row.received_at for row in found}


def clamp(intent: Intent, bounds: Bounds, now: datetime) -> datetime:
    """Return the claimed time, not before its cause and not after its arrival."""
    claimed = intent.happened_at or now
    cause = bounds.get((intent.work_order_id or "", intent.base_rev or 0))
    latest = min(claimed, now)
    return max(latest, cause) if cause else latest

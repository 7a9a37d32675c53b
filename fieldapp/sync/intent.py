"""One operation on its way into the ledger, whoever sent it."""

from datetime import datetime
from typing import Any, NamedTuple, Self

from fieldapp import clock
from fieldapp.domain.documents import Document
from fieldapp.services.json_text import hashed_text
from fieldapp.sync.envelope import WireOperation

CHAIN_FIELDS = {"sequence", "chain"}


class Intent(NamedTuple):
    """What somebody wants to happen; `happened_at` is None when it is no instant.

    `content` is the canonical JSON that gives the operation its identity: the same
    under another sequence number after a phone had to enrol again.
    """

    id: str
    sequence: int
    name: str
    version: int
    work_order_id: str | None
    base_rev: int | None
    happened_at: datetime | None
    arguments: Document
    content: str = ""

    def having_seen(self, rev: int) -> Self:
        """Return an intent made on the server as complete as one from a phone."""
        if self.content:
            return self
        seen = rev if self.base_rev is None else self.base_rev
        complete = self._replace(base_rev=seen)
        return complete._replace(content=hashed_text(_written(complete)))

    def chained_text(self) -> str:
        """Return the canonical JSON that the chain runs over: the sequence is in it.

        By the order of names it stands before the version, after which no text that
        somebody wrote follows.
        """
        before, version, after = self.content.rpartition(',"version":')
        return f'{before},"sequence":{self.sequence}{version}{after}'


def from_wire(operation: WireOperation, written: dict[str, Any]) -> Intent:
    """Return the intent of one operation of a batch."""
    order_id = operation.work_order_id
    return Intent(
        id=str(operation.id),
        sequence=operation.sequence,
        name=operation.name,
        version=operation.version,
        work_order_id=str(order_id) if order_id else None,
        base_rev=operation.base_rev or 0,
        happened_at=_instant(operation.happened_at),
        arguments=operation.arguments,
        content=content_of(written),
    )


def content_of(written: dict[str, Any]) -> str:
    """Return what identifies an operation: all but its place in a chain."""
    content = {
        name: value for name, value in written.items() if name not in CHAIN_FIELDS
    }
    return hashed_text(content)


def _written(intent: Intent) -> dict[str, Any]:
    """Return an operation made on the server as a phone would have written it."""
    return {
        "id": intent.id,
        "name": intent.name,
        "version": intent.version,
        "work_order_id": intent.work_order_id,
        "base_rev": intent.base_rev,
        "happened_at": clock.to_text(intent.happened_at) if intent.happened_at else "",
        "arguments": intent.arguments,
    }


def _instant(text: str) -> datetime | None:
    try:
        instant = datetime.fromisoformat(text)
    except ValueError:
        return None
    return instant if instant.tzinfo and text.endswith("Z") else None

"""Writes operations into the log as their authors would have sent them then."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from sqlalchemy import Connection

from fieldapp.cli.demo.customers import uuid_from
from fieldapp.domain.documents import Document
from fieldapp.models import ClientKind
from fieldapp.services import clients
from fieldapp.sync import transaction
from fieldapp.sync.call import Call, actor_of, intent_of
from fieldapp.sync.recording import Sender


@dataclass(frozen=True, slots=True)
class Act:
    """One operation, when it happened and on which order."""

    name: str
    arguments: Document
    work_order_id: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Author:
    """A person as the log knows them, with the client they write through."""

    id: str
    name: str
    role: str
    client_id: str
    kind: ClientKind


@dataclass(slots=True)
class Pens:
    """All authors of the demo and the connection that they write on."""

    connection: Connection
    rng: Random
    authors: dict[str, Author] = field(default_factory=dict)
    revs: dict[str, int] = field(default_factory=dict)

    def write(
        self,
        login: str,
        acts: list[Act],
        received_at: datetime,
        clock_offset: timedelta = timedelta(),
    ) -> Document:
        """Append the acts of one person in one batch; return the last order.

        Raises the Problem of an act that does not apply: a demo has no excuse.
        """
        author = self.authors[login]
        locked = clients.lock(
            self.connection, author.client_id, author.id, received_at, author.kind
        )
        calls = [
            Call(act.name, act.arguments, act.work_order_id, None, self._id(act.at))
            for act in acts
        ]
        intents = [
            intent_of(call, locked, act.at - clock_offset)
            for call, act in zip(calls, acts, strict=True)
        ]
        offset_ms = int(clock_offset.total_seconds() * 1000)
        is_phone = author.kind is ClientKind.PHONE
        sender = Sender(
            actor_of(author), author.client_id, offset_ms if is_phone else None
        )
        receipts = transaction.append(
            self.connection, intents, sender=sender, now=received_at
        )
        clients.advance(self.connection, locked, received_at, offset_ms)
        for receipt in receipts.values():
            if receipt.status in ("parked", "rejected") and receipt.problem:
                raise receipt.problem
        last = receipts[intents[-1].id]
        assert last.document is not None
        self.revs[acts[-1].work_order_id] = last.rev or 0
        return last.document

    def protocol_number(self, opened_at: datetime) -> str:
        """Return a number of that day, above those that the office counts out."""
        return f"{opened_at:%Y%m%d}{self.rng.randrange(100_000, 1_000_000)}"

    def _id(self, at: datetime) -> str:
        """Return a UUIDv7 of that moment whose random part the seed decides."""
        stamp = f"{int(at.timestamp() * 1000):012x}"
        random = uuid_from(self.rng)
        return f"{stamp[:8]}-{stamp[8:]}-7{random[15:18]}-{random[19:]}"

"""Writes operations into the log as their authors would have sent them then."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from sqlalchemy import Connection

from fieldapp.cli.demo.customers import uuid_from
from fieldapp.domain.documents import Document
from fieldapp.models import ClientKind
from fieldapp.services import clients
from fieldapp.services.clients import LockedClient
from fieldapp.services.feed_window import Window
from fieldapp.sync.call import Call, actor_of, intent_of
from fieldapp.sync.intent import Intent
from fieldapp.sync.receipt import Receipt
from fieldapp.sync.recording import Sender
from fieldapp.sync.transaction import Transaction

NOBODY_LOOKS = Window(
    datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC)
)


@dataclass(frozen=True, slots=True)
class Act:
    """One operation on an order: when it happened, when the server received it.

    `base_rev` is what its author had seen, None for the present state.
    """

    name: str
    arguments: Document
    work_order_id: str
    at: datetime
    received_at: datetime
    base_rev: int | None = None


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
    is_first: bool
    authors: dict[str, Author] = field(default_factory=dict)
    revs: dict[str, int] = field(default_factory=dict)

    def write(
        self,
        login: str,
        acts: list[Act],
        clock_offset: timedelta = timedelta(),
        *,
        may_park: bool = False,
    ) -> dict[str, Document]:
        """Append the acts of one person; return their orders by id.

        `clock_offset` is the server's time less that of the person's phone. Raises the
        Problem of an act that does not apply, unless that is what the demo shows.
        """
        author, now = self.authors[login], acts[-1].received_at
        connection = self.connection
        locked = clients.lock(connection, author.client_id, author.id, now, author.kind)
        intents = [self._intent(act, locked, clock_offset) for act in acts]
        offset_ms = int(clock_offset.total_seconds() * 1000)
        is_phone = author.kind is ClientKind.PHONE
        sender = Sender(actor_of(author), locked.id, offset_ms if is_phone else None)
        receipts = self._append(acts, intents, sender)
        clients.advance(connection, locked, now, offset_ms)
        orders = {}
        for act, receipt in zip(acts, receipts, strict=True):
            refused = ("rejected",) if may_park else ("parked", "rejected")
            if receipt.status in refused and receipt.problem:
                raise receipt.problem
            self.revs[act.work_order_id] = receipt.rev or 0
            orders[act.work_order_id] = receipt.document or {}
        return orders

    def _intent(
        self, act: Act, locked: LockedClient, clock_offset: timedelta
    ) -> Intent:
        id_ = self._id(act.at)
        call = Call(act.name, act.arguments, act.work_order_id, act.base_rev, id_)
        return intent_of(call, locked, act.at - clock_offset)

    def _append(
        self, acts: list[Act], intents: list[Intent], sender: Sender
    ) -> list[Receipt]:
        """Append as pushes did, each at its time; first loads leave feeds to pulls."""
        writing = Transaction(self.connection, sender, acts[-1].received_at, {})
        if self.is_first:
            writing.window = NOBODY_LOOKS
        writing.hold(intents)
        receipts = []
        for act, intent in zip(acts, intents, strict=True):
            writing.now = writing.record.now = act.received_at
            receipts.append(writing.perform(intent))
        writing.record.save(self.connection, writing.window)
        return receipts

    def protocol_number(self, opened_at: datetime) -> str:
        """Return a number of that day, above those that the office counts out."""
        return f"{opened_at:%Y%m%d}{self.rng.randrange(100_000, 1_000_000)}"

    def _id(self, at: datetime) -> str:
        """Return a UUIDv7 of that moment whose random part the seed decides."""
        stamp = f"{int(at.timestamp() * 1000):012x}"
        random = uuid_from(self.rng)
        return f"{stamp[:8]}-{stamp[8:]}-7{random[15:18]}-{random[19:]}"

"""Writes operations into the log as their authors would have sent them then."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from random import Random

from sqlalchemy import Connection

from fieldapp.cli.demo.customers import uuid_from
from fieldapp.cli.demo.sheets import Sheet
from fieldapp.domain.documents import Document
from fieldapp.models import ClientKind
from fieldapp.services import clients
from fieldapp.services.clients import LockedClient
from fieldapp.services.feed_window import Window
from fieldapp.sync.call import Call, actor_of, intent_of
from fieldapp.sync.intent import Intent
from fieldapp.sync.recording import Sender
from fieldapp.sync.streams import Held
from fieldapp.sync.transaction import Transaction

ORDERS_A_SHEET = 50
NOBODY_LOOKS = Window(
    datetime.max.replace(tzinfo=UTC), datetime.min.replace(tzinfo=UTC)
)


@dataclass(frozen=True, slots=True)
class Act:
    """One operation: when it happened, when the server received it.

    It names an order, or none when it is about something else.
    `base_rev` is what its author had seen, None for the present state.
    """

    name: str
    arguments: Document
    work_order_id: str | None
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
    """All authors of the demo and the connection that they write on.

    What they write is saved a sheet at a time, and before another of them goes on with
    an order that stands on the sheet.
    """

    connection: Connection
    rng: Random
    is_first: bool
    authors: dict[str, Author] = field(default_factory=dict)
    revs: dict[str, int] = field(default_factory=dict)
    sheets: dict[str, Sheet] = field(default_factory=dict)
    known: dict[str, Held] = field(default_factory=dict)

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
        sheet = self._sheet(login, acts, int(clock_offset.total_seconds() * 1000))
        intents = [self._intent(act, sheet.locked, clock_offset) for act in acts]
        receipts = sheet.add(intents, [act.received_at for act in acts])
        orders = {}
        for act, receipt in zip(acts, receipts, strict=True):
            refused = ("rejected",) if may_park else ("parked", "rejected")
            if receipt.status in refused and receipt.problem:
                raise receipt.problem
            if act.work_order_id:
                self.revs[act.work_order_id] = receipt.rev or 0
                orders[act.work_order_id] = receipt.document or {}
        return orders

    def save(self) -> None:
        """Write down what still stands on open sheets."""
        for login in list(self.sheets):
            self.sheets.pop(login).save()
        self.known.clear()

    def _sheet(self, login: str, acts: list[Act], offset_ms: int) -> Sheet:
        """Return where the person goes on, or a new sheet when that is full."""
        wanted = {act.work_order_id for act in acts}
        for name, sheet in list(self.sheets.items()):
            is_other = name != login and bool(sheet.order_ids & wanted)
            is_full = name == login and len(sheet.order_ids) >= ORDERS_A_SHEET
            is_shifted = name == login and sheet.clock_offset_ms != offset_ms
            if is_other or is_full or is_shifted:
                self.sheets.pop(name).save()
        if login not in self.sheets:
            self.sheets[login] = self._opened(login, acts[-1].received_at, offset_ms)
        return self.sheets[login]

    def _opened(self, login: str, now: datetime, offset_ms: int) -> Sheet:
        """Begin a sheet; the first load leaves the feeds to the pulls."""
        author = self.authors[login]
        locked = clients.lock(
            self.connection, author.client_id, author.id, now, author.kind
        )
        is_phone = author.kind is ClientKind.PHONE
        sender = Sender(actor_of(author), locked.id, offset_ms if is_phone else None)
        writing = Transaction(self.connection, sender, now, {})
        if self.is_first:
            writing.window = NOBODY_LOOKS
        return Sheet(self.connection, writing, locked, offset_ms, self.known)

    def _intent(
        self, act: Act, locked: LockedClient, clock_offset: timedelta
    ) -> Intent:
        id_ = self._id(act.at)
        call = Call(act.name, act.arguments, act.work_order_id, act.base_rev, id_)
        return intent_of(call, locked, act.at - clock_offset)

    def protocol_number(self, opened_at: datetime) -> str:
        """Return a number of that day, above those that the office counts out."""
        return f"{opened_at:%Y%m%d}{self.rng.randrange(100_000, 1_000_000)}"

    def _id(self, at: datetime) -> str:
        """Return a UUIDv7 of that moment whose random part the seed decides."""
        stamp = f"{int(at.timestamp() * 1000):012x}"
        random = uuid_from(self.rng)
        return f"{stamp[:8]}-{stamp[8:]}-7{random[15:18]}-{random[19:]}"

"""What one author wrote since the last save, as one transaction of the log."""

from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection

from fieldapp.services import clients, feed_window, projections
from fieldapp.services.clients import LockedClient
from fieldapp.services.json_text import compact
from fieldapp.sync.intent import Intent
from fieldapp.sync.receipt import Receipt
from fieldapp.sync.streams import Held
from fieldapp.sync.transaction import Transaction


@dataclass(slots=True)
class Sheet:
    """An open transaction of one author; its orders are held until it is saved."""

    connection: Connection
    writing: Transaction
    locked: LockedClient
    clock_offset_ms: int
    known: dict[str, Held]
    last_at: datetime = field(init=False)

    @property
    def order_ids(self) -> set[str]:
        """Return which orders wait to be saved."""
        return set(self.writing.orders)

    def add(self, intents: list[Intent], received_at: list[datetime]) -> list[Receipt]:
        """Append operations as a push did, each received at its time."""
        self._hold(intents)
        receipts = []
        for intent, at in zip(intents, received_at, strict=True):
            self.writing.now = self.writing.record.now = self.last_at = at
            receipts.append(self.writing.perform(intent))
        return receipts

    def save(self) -> None:
        """Write all rows and the author's place; the orders are known from now on."""
        self.writing.record.save(self.connection, self.writing.window)
        clients.advance(
            self.connection, self.locked, self.last_at, self.clock_offset_ms
        )
        self.known |= {
            held.id: _rested(held)
            for held in self.writing.orders.values()
            if held.document
        }

    def _hold(self, intents: list[Intent]) -> None:
        """Hold what is not held yet; `hold` by itself would let go of the others.

        What this load has written before it knows without reading: nobody else writes.
        """
        writing = self.writing
        orders, own, bounds = writing.orders, writing.own, writing.bounds
        for each in intents:
            if each.work_order_id not in orders and each.base_rev is None:
                self._take_up(self.known.get(str(each.work_order_id)))
        unknown = [each for each in intents if each.work_order_id not in orders]
        if unknown:
            writing.hold(unknown)
            writing.orders = orders | writing.orders
            writing.own |= own
            writing.bounds = bounds | writing.bounds

    def _take_up(self, held: Held | None) -> None:
        if held is None or held.document is None:
            return
        writing, visits = self.writing, held.document["visits"]
        writing.orders[held.id] = held
        held.holders_before = feed_window.holders(held.document, writing.window)
        if any(each["technician"]["id"] == writing.actor["id"] for each in visits):
            writing.own.add(held.id)


def _rested(held: Held) -> Held:
    """Return an order as `hold_orders` would read it after the save."""
    document = held.document or {}
    rested = Held("work_order", held.id, held.rev, held.head, None, document)
    rested.text = compact(document)
    rested.visits_before = projections.visit_rows(document)
    return rested

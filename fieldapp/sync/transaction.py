"""One transaction of the log: hold the streams, perform, write everything."""

import json
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Connection

from fieldapp import clock
from fieldapp.domain.documents import Document, Person
from fieldapp.operations.context import Actor
from fieldapp.operations.registry import OPERATIONS
from fieldapp.problem import Problem
from fieldapp.services import accounts, documents, evidence, feed_window, issues
from fieldapp.services.feed_window import Window
from fieldapp.sync import made_good, streams, ties
from fieldapp.sync.intent import Intent
from fieldapp.sync.performing import Circumstances, Outcome, perform
from fieldapp.sync.receipt import Receipt
from fieldapp.sync.recording import Record, Sender
from fieldapp.sync.streams import Held


def append(  # noqa: PLR0913 # the names say what each is
    connection: Connection,
    intents: list[Intent],
    *,
    sender: Sender,
    now: datetime,
    refusal: Problem | None = None,
    faulty: Iterable[str] = (),
    reused: Iterable[Intent] = (),
) -> dict[str, Receipt]:
    """Perform the intents in their order and write all rows; the caller commits.

    With a `refusal` nothing is applied and everything is kept as parked; operations
    named as `faulty` are parked because the server failed at them three times. A
    `reused` id only opens an issue: the ledger keeps the operation that had it first.
    Raises OperationFaultError, with nothing written, for a bug of ours.
    """
    refusals = dict.fromkeys((each.id for each in intents), refusal) if refusal else {}
    refusals |= {id_: Problem("server_fault") for id_ in faulty}
    transaction = Transaction(connection, sender, now, refusals)
    transaction.hold(intents)
    receipts = {intent.id: transaction.perform(intent) for intent in intents}
    for intent in reused:
        transaction.record.open_reuse_issue(intent)
    transaction.record.save(connection, transaction.window)
    return receipts


class Transaction:
    """The streams that are held and the record that grows."""

    def __init__(
        self,
        connection: Connection,
        sender: Sender,
        now: datetime,
        refusals: dict[str, Problem],
    ) -> None:
        self.connection, self.sender, self.now = connection, sender, now
        self.refusals = refusals
        self.sees_all = sender.actor["role"] in {*evidence.SEES_EVERYTHING, "system"}
        self.record = Record(sender, now)
        self.window = self._window()
        self.catalogue = documents.catalogue(connection)
        self.orders: dict[str, Held] = {}
        self.others: dict[tuple[str, str], Held] = {}
        self.own: set[str] = set()
        self.bounds: ties.Bounds = {}

    @property
    def actor(self) -> Actor:
        """Who sent the operations."""
        return self.sender.actor

    def hold(self, intents: list[Intent]) -> None:
        """Lock every order that the intents name and learn what they may know."""
        wanted = {each.work_order_id for each in intents if each.work_order_id}
        self.orders = streams.hold_orders(self.connection, wanted)
        self.own = streams.assigned_orders(
            self.connection, self.actor["id"], self.orders
        )
        self.bounds = ties.lower_bounds(self.connection, intents)
        for held in self.orders.values():
            order = held.document or {}
            held.holders_before = feed_window.holders(order, self.window)

    def perform(self, intent: Intent) -> Receipt:
        """Perform one intent on its stream and give it its place in the ledger."""
        held, refusal = self._stream_for(intent)
        intent = intent.having_seen(held.rev)
        tie_at = ties.clamp(intent, self.bounds, self.now)
        was_assigned = held.id in self.own
        if refusal:
            outcome = Outcome.of(refusal)
        else:
            around = Circumstances(
                self.actor,
                self.sender.client_id,
                was_assigned,
                tie_at,
                self.now,
                self.catalogue,
            )
            outcome = self._perform_on(held, intent, around)
        if held.kind == "work_order" and held.document is None:
            held = self._quarantine()
        elif held.kind == "work_order":
            self.orders[held.id] = held
        if intent.name == "remove_evidence" and outcome.status == "applied":
            self._settle_loss(intent, held.id)
        return self.record.add(
            held, intent, outcome, was_assigned=was_assigned, tie_at=tie_at
        )

    def _perform_on(self, held: Held, intent: Intent, around: Circumstances) -> Outcome:
        """Apply to the order; an operation on an issue changes that document alone."""
        if held.kind != "user":
            return perform(self.connection, held, intent, around)
        issue = self._issue(intent)
        desk = Held("issue", held.id, held.rev, held.head, None, issue)
        outcome = perform(self.connection, desk, intent, around)
        if outcome.status == "applied" and desk.document:
            self.record.decided[desk.document["id"]] = desk.document
        return outcome

    def _settle_loss(self, removal: Intent, work_order_id: str) -> None:
        """Close what waits for a lost photo that is now taken out, or taken again."""
        found = evidence.mentions(self.connection, removal.arguments["sha256"])
        here = [row for row in found if row.work_order_id == work_order_id]
        by: Person = {"id": self.actor["id"], "name": self.actor["name"]}
        at = clock.to_text(removal.happened_at or self.now)
        settled = made_good.settled(self.connection, here, by, at)
        self.record.decided |= {issue["id"]: issue for issue in settled}

    def _issue(self, intent: Intent) -> Document | None:
        """Return the issue that the actor may settle; one of somebody else is None."""
        id_ = str(intent.arguments.get("issue_id"))
        return self.record.decided.get(id_) or issues.hold(
            self.connection, id_, self.actor["id"], sees_all=self.sees_all
        )

    def _stream_for(self, intent: Intent) -> tuple[Held, Problem | None]:
        """Return where the operation belongs, and why it cannot be performed there.

        An unknown order and one that the actor was never sent to give the same answer,
        so that nobody can probe.
        """
        refusal = self.refusals.get(intent.id)
        operation = OPERATIONS.get(intent.name)
        held = self.orders.get(intent.work_order_id or "")
        if operation and operation.stream != "work_order":
            return self._other_stream(operation.stream, intent), refusal
        if held and self._may_reach(held):
            return held, refusal
        if not held and self._may_create(intent):
            return streams.new_order(intent.work_order_id or ""), refusal
        return self._quarantine(), refusal or Problem("work_order_unknown")

    def _may_reach(self, held: Held) -> bool:
        return self.sees_all or held.id in self.own

    def _may_create(self, intent: Intent) -> bool:
        if intent.name != "create_work_order" or not intent.work_order_id:
            return False
        return self.actor["role"] in OPERATIONS[intent.name].roles

    def _other_stream(self, kind: str, intent: Intent) -> Held:
        if kind == "user":
            return self._other(kind, self.actor["id"])
        return self._other(kind, str(intent.arguments.get(f"{kind}_id"))[:36])

    def _quarantine(self) -> Held:
        return self._other("quarantine", self.sender.client_id)

    def _other(self, kind: str, id_: str) -> Held:
        if (kind, id_) not in self.others:
            self.others[kind, id_] = streams.hold_other(self.connection, kind, id_)
        if kind == "account" and self.others[kind, id_].document is None:
            self._read_account(self.others[kind, id_])
        return self.others[kind, id_]

    def _read_account(self, held: Held) -> None:
        """Begin with the user's row: the first ones came by the command line."""
        held.document = accounts.document_of(self.connection, held.id)
        held.text = json.dumps(held.document) if held.document else None

    def _window(self) -> Window:
        zone = documents.organization(self.connection)["time_zone"]
        return feed_window.around(self.now, zone)

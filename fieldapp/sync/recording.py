"""Everything that one transaction writes, gathered first and written in bulk."""

import json
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, insert

from fieldapp import bulk, database
from fieldapp.domain.documents import Document
from fieldapp.models import LedgerBody, LedgerEntry, Stream
from fieldapp.operations.context import Actor
from fieldapp.problem import Problem
from fieldapp.services import (
    accounts,
    change_feed,
    device_news,
    devices,
    evidence,
    feed_window,
    issues,
    labels,
    ledger,
    order_devices,
    projections,
)
from fieldapp.services.change_feed import News
from fieldapp.services.feed_window import Window
from fieldapp.services.issues import Subject
from fieldapp.services.json_text import compact
from fieldapp.sync.intent import Intent
from fieldapp.sync.performing import Outcome
from fieldapp.sync.receipt import Receipt
from fieldapp.sync.streams import Held
from fieldapp.translating import gettext

Row = dict[str, Any]

ADD_ENTRIES = insert(LedgerEntry)
ADD_BODIES = insert(LedgerBody)


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sent the operations, through which client, with which clock."""

    actor: Actor
    client_id: str
    clock_offset_ms: int | None = None


@dataclass(slots=True)
class Record:
    """The rows of one transaction, in the order of the operations."""

    sender: Sender
    now: datetime
    entries: list[Row] = field(default_factory=list)
    bodies: list[Row] = field(default_factory=list)
    evidence: list[Row] = field(default_factory=list)
    issues: list[Row] = field(default_factory=list)
    decided: dict[str, Document] = field(default_factory=dict)
    touched: dict[tuple[str, str], Held] = field(default_factory=dict)

    def add(
        self,
        held: Held,
        intent: Intent,
        outcome: Outcome,
        *,
        was_assigned: bool,
        tie_at: datetime,
    ) -> Receipt:
        """Give the operation its place in the stream's chain."""
        salt, body_sha256 = ledger.seal(intent.content)
        is_counted = held.kind != "quarantine"
        held.rev += is_counted
        rev = held.rev if is_counted else None
        problem = outcome.problem
        entry = ledger.link(
            held.head,
            {
                "operation_id": intent.id,
                "stream_kind": held.kind,
                "stream_id": held.id,
                "rev": rev,
                "client_id": self.sender.client_id,
                "sequence": intent.sequence,
                "actor_id": self.sender.actor["id"],
                "actor_role": self.sender.actor["role"],
                "was_assigned": was_assigned,
                "name": intent.name,
                "version": intent.version,
                "base_rev": intent.base_rev or 0,
                "happened_at": intent.happened_at or self.now,
                "tie_at": tie_at,
                "received_at": self.now,
                "clock_offset_ms": self.sender.clock_offset_ms,
                "status": outcome.status,
                "problem_code": problem.code if problem else None,
                "body_sha256": body_sha256,
            },
        )
        held.head = entry["hash"]
        self.touched[held.kind, held.id] = held
        self.entries.append(entry)
        self.bodies.append(
            {
                "operation_id": intent.id,
                "salt": salt,
                "body": intent.content,
                "problem_details": json.dumps(problem.details) if problem else None,
            }
        )
        if intent.name in evidence.ANNOUNCED_BY:
            self._note_evidence(held, intent)
        if problem:
            self.open_issue(held, intent, outcome.status, problem)
        return Receipt(intent.id, outcome.status, rev, problem, held.document)

    def open_reuse_issue(self, intent: Intent) -> None:
        """Tell the author and the office of an id that came with two contents."""
        self.open_issue(None, intent, "rejected", Problem("operation_id_reused"))

    def open_issue(
        self, held: Held | None, intent: Intent, status: str, problem: Problem
    ) -> None:
        """Note what waits for a decision of the author and of the office."""
        document = held.document if held and held.kind == "work_order" else None
        visit_id = intent.arguments.get("visit_id")
        item_id = intent.arguments.get("item_id")
        subject = Subject(
            operation_id=intent.id,
            name=intent.name,
            author_id=self.sender.actor["id"],
            status=status,
            problem=problem,
            message=problem.message(gettext),
            work_order_id=intent.work_order_id,
            work_order_number=document["number"] if document else None,
            visit_id=visit_id if isinstance(visit_id, str) else None,
            item_id=item_id if isinstance(item_id, str) else None,
        )
        self.issues.append(issues.row_of(subject, self.now))

    def save(self, connection: Connection, window: Window) -> None:
        """Write all rows; the feeds' numbers are the last statements."""
        orders = [held for held in self.touched.values() if held.kind == "work_order"]
        news = [
            each
            for held in orders
            if held.document
            for each in feed_window.news_of(held.document, held.holders_before, window)
        ]
        self._save_streams(connection, orders)
        news += self._device_news(connection, orders, window)
        news += accounts.news_of(_documents(list(self.touched.values()), "account"))
        if self.entries:
            bulk.execute_rows(connection, ADD_ENTRIES, self.entries)
            bulk.execute_rows(connection, ADD_BODIES, self.bodies)
        evidence.save(connection, self.evidence)
        news += issues.save(connection, self.issues)
        for issue in self.decided.values():
            news += issues.update(connection, issue)
        change_feed.announce(connection, news, self.now)

    def _note_evidence(self, held: Held, intent: Intent) -> None:
        common = {
            "operation_id": intent.id,
            "user_id": self.sender.actor["id"],
            "work_order_id": held.id if held.kind == "work_order" else None,
            "announced_at": self.now,
        }
        self.evidence += evidence.announcements(intent.name, intent.arguments, common)

    def _save_streams(self, connection: Connection, orders: list[Held]) -> None:
        rows = [
            (
                held.is_new,
                projections.work_order_row(held.document, held.rev, held.head),
            )
            for held in orders
            if held.document
        ]
        projections.save_orders(
            connection,
            [row for is_new, row in rows if is_new],
            [row for is_new, row in rows if not is_new],
        )
        projections.save_visits(
            connection,
            [
                (held.visits_before, projections.visit_rows(held.document))
                for held in orders
                if held.document
            ],
            self.now,
        )
        others = [held for held in self.touched.values() if held.kind != "work_order"]
        _save_others(connection, others)
        order_devices.link(
            connection,
            [
                (held.id, device["id"])
                for held in orders
                if held.is_new and held.document
                for device in held.document["devices"]
            ],
        )
        devices.save(connection, _documents(others, "device"))
        labels.save(connection, _documents(others, "label_batch"))
        accounts.save(connection, _documents(others, "account"), self.now)

    def _device_news(
        self, connection: Connection, orders: list[Held], window: Window
    ) -> list[News]:
        newcomers = {
            held.id: people
            for held in orders
            if held.document
            and (
                people := feed_window.newcomers(
                    held.document, held.holders_before, window
                )
            )
        }
        changed = _documents(list(self.touched.values()), "device")
        return [
            *device_news.news_for_newcomers(connection, newcomers),
            *device_news.news_of(connection, changed, window),
        ]


def _documents(streams: list[Held], kind: str) -> list[Document]:
    return [held.document for held in streams if held.kind == kind and held.document]


def _save_others(connection: Connection, streams: list[Held]) -> None:
    if not streams:
        return
    connection.execute(
        _put_others(),
        [
            {
                "kind": held.kind,
                "id": held.id,
                "rev": held.rev,
                "head": held.head,
                "document": compact(held.document) if held.document else None,
            }
            for held in streams
        ],
    )


@database.kept
def _put_others() -> Any:
    put = database.insert(Stream)
    moved = {name: put.excluded[name] for name in ("rev", "head", "document")}
    return put.on_conflict_do_update(index_elements=["kind", "id"], set_=moved)

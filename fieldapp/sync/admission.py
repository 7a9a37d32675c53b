"""Which operations of a batch are new: sequence, chain and identity are checked."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from fieldapp.domain.canonical import sha256
from fieldapp.id_lists import among
from fieldapp.models import LedgerBody, LedgerEntry
from fieldapp.problem import Problem
from fieldapp.services import ledger
from fieldapp.services.clients import LockedClient
from fieldapp.sync.envelope import WireOperation
from fieldapp.sync.intent import Intent, from_wire
from fieldapp.sync.receipt import Receipt, stored_receipt

STORED = (
    select(
        LedgerEntry.operation_id,
        LedgerEntry.actor_id,
        LedgerEntry.rev,
        LedgerEntry.status,
        LedgerEntry.problem_code,
        LedgerEntry.body_sha256,
        LedgerBody.salt,
        LedgerBody.problem_details,
    )
    .outerjoin(LedgerBody, LedgerBody.operation_id == LedgerEntry.operation_id)
    .where(among(LedgerEntry.operation_id, "ids"))
)


@dataclass(slots=True)
class Admitted:
    """What a batch holds: receipts known already, new intents, why it stopped."""

    order: list[str] = field(default_factory=list)
    known: dict[str, Receipt] = field(default_factory=dict)
    reused: list[Intent] = field(default_factory=list)
    fresh: list[Intent] = field(default_factory=list)
    error: dict[str, Any] | None = None


def admit(
    connection: Connection,
    client: LockedClient,
    operations: Iterable[tuple[WireOperation, dict[str, Any]]],
) -> Admitted:
    """Walk the batch until it ends or breaks; moves the client's place on.

    What stands before a break counts, nothing from it on.
    """
    pairs = [(from_wire(wire, raw), wire.chain) for wire, raw in operations]
    stored = _stored(connection, [intent.id for intent, _ in pairs])
    admitted = Admitted()
    taken: dict[str, Intent] = {}
    for intent, chain in pairs:
        is_known = intent.id in stored or intent.id in taken
        code = _break(client, intent, chain, is_known=is_known)
        if code:
            admitted.error = _error(code, intent.sequence, client.last_sequence + 1)
            return admitted
        if intent.sequence > client.last_sequence:
            client.last_sequence, client.chain = intent.sequence, chain
        _sort(admitted, client, intent, stored.get(intent.id), taken)
    return admitted


def _break(
    client: LockedClient, intent: Intent, chain: str, *, is_known: bool
) -> str | None:
    if intent.sequence <= client.last_sequence:
        return None if is_known else "sequence_reused"
    if intent.sequence != client.last_sequence + 1:
        return "sequence_gap"
    expected = sha256(client.chain + intent.chained_text())
    return None if chain == expected else "chain_broken"


def _sort(
    admitted: Admitted,
    client: LockedClient,
    intent: Intent,
    stored: Any | None,
    taken: dict[str, Intent],
) -> None:
    """Put the intent where it belongs: new, known, or known with other content."""
    admitted.order.append(intent.id)
    if stored is None and intent.id not in taken:
        taken[intent.id] = intent
        admitted.fresh.append(intent)
    elif _is_same(client, intent, stored, taken):
        if stored is not None:
            admitted.known[intent.id] = stored_receipt(stored)
    else:
        admitted.order[-1] = f"{intent.id} reused"
        admitted.known[admitted.order[-1]] = _reused_receipt(intent)
        admitted.reused.append(intent)


def _is_same(
    client: LockedClient, intent: Intent, stored: Any | None, taken: dict[str, Intent]
) -> bool:
    if stored is None:
        return taken[intent.id].content == intent.content
    if stored.actor_id != client.user_id:
        return False
    is_erased = stored.salt is None
    return is_erased or ledger.sealed(stored.salt, intent.content) == stored.body_sha256


def _stored(connection: Connection, ids: list[str]) -> dict[str, Any]:
    if not ids:
        return {}
    rows = connection.execute(STORED, {"ids": ids})
    return {row.operation_id: row for row in rows}


def _reused_receipt(intent: Intent) -> Receipt:
    return Receipt(intent.id, "rejected", None, Problem("operation_id_reused"))


def _error(code: str, sequence: int, expected: int) -> dict[str, Any]:
    return {"code": code, "sequence": sequence, "expected_sequence": expected}

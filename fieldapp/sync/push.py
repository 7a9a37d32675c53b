"""Push: a phone's operations become ledger rows, once, in order, with receipts."""

from dataclasses import dataclass, field, replace
from typing import Any, Self

from sqlalchemy.exc import DBAPIError

from fieldapp import clock, database, failpoints
from fieldapp.domain.documents import Document
from fieldapp.problem import Problem
from fieldapp.services import clients
from fieldapp.sync import faults, settling, transaction
from fieldapp.sync.admission import admit
from fieldapp.sync.call import Person, actor_of
from fieldapp.sync.envelope import Envelope, WireOperation
from fieldapp.sync.performing import OperationFaultError
from fieldapp.sync.receipt import Receipt
from fieldapp.sync.recording import Sender
from fieldapp.translating import gettext

ATTEMPTS = 3

Written = tuple[WireOperation, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Batch:
    """The operations of one request and who sent them."""

    person: Person
    client_id: str
    clock_offset_ms: int | None
    operations: list[Written]


@dataclass(slots=True)
class Pushed:
    """What a push answers."""

    last_sequence: int = 0
    receipts: list[Receipt] = field(default_factory=list)
    error: Document | None = None
    is_revoked: bool = False

    @classmethod
    def of_another_person(cls) -> Self:
        """Refuse a client that belongs to somebody else; its place is not told."""
        return cls(error=_error({"code": "client_user_mismatch"}))


def push(envelope: Envelope, written: list[dict[str, Any]], person: Person) -> Pushed:
    """Take a batch in; commits once, then looks whether orders became complete.

    Raises Problem server_fault when the server failed at an operation: what stood
    before it is kept, and the third failure parks it so that the others go on.
    """
    batch = Batch(
        person,
        str(envelope.client_id),
        clock.now_ms() - envelope.clock.wall_ms if envelope.clock else None,
        list(zip(envelope.operations, written, strict=True)),
    )
    while True:
        try:
            pushed = _take_in(batch)
        except OperationFaultError as fault:
            if not faults.count(fault):
                _take_in(_before(batch, fault))
                raise Problem("server_fault") from fault
        else:
            failpoints.reach("push_committed")
            orders = {wire.work_order_id for wire in envelope.operations}
            settling.settle(str(order) for order in orders if order)
            failpoints.reach("push_settled")
            return pushed


def _take_in(batch: Batch) -> Pushed:
    """Commit the batch at once; when the database refuses it, one by one."""
    for _ in range(ATTEMPTS):
        try:
            return _commit(batch)
        except DBAPIError as error:
            if database.problem_of(error):
                raise
            if not database.is_race(error):
                break
    return _one_by_one(batch)


def _one_by_one(batch: Batch) -> Pushed:
    pushed = Pushed()
    for end, (wire, _) in enumerate(batch.operations, start=1):
        try:
            pushed = _commit(replace(batch, operations=batch.operations[:end]))
        except DBAPIError as error:
            raise OperationFaultError(str(wire.id)) from error
    return pushed


def _commit(batch: Batch) -> Pushed:
    with database.writing() as connection:
        now = clock.now()
        client = clients.lock(connection, batch.client_id, batch.person.id, now)
        failpoints.reach("push_locked")
        if client.user_id != batch.person.id:
            return Pushed.of_another_person()
        admitted = admit(connection, client, batch.operations)
        refusal = Problem("client_revoked") if client.revoked_at else None
        sender = Sender(actor_of(batch.person), client.id, batch.clock_offset_ms)
        clients.advance(connection, client, now, batch.clock_offset_ms)
        receipts = admitted.known | transaction.append(
            connection,
            admitted.fresh,
            sender=sender,
            now=now,
            refusal=refusal,
            faulty=faults.given_up(connection, admitted.fresh),
            reused=admitted.reused,
        )
        failpoints.reach("push_performed")
        return Pushed(
            client.last_sequence,
            [receipts[id_] for id_ in admitted.order],
            _error(admitted.error) if admitted.error else None,
            is_revoked=refusal is not None,
        )


def _before(batch: Batch, fault: OperationFaultError) -> Batch:
    ids = [str(wire.id) for wire, _ in batch.operations]
    return replace(batch, operations=batch.operations[: ids.index(fault.operation_id)])


def _error(error: Document) -> Document:
    problem = Problem(error["code"])
    nowhere = {"sequence": None, "expected_sequence": None}
    return nowhere | error | {"message": problem.message(gettext)}

"""An order is completed once all its evidence is here, whichever came last."""

from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, select

from fieldapp import clock, database, failpoints
from fieldapp.domain.documents import Document
from fieldapp.models import WorkOrder
from fieldapp.services import clients, evidence
from fieldapp.services.installation import SYSTEM_ID, SystemActor
from fieldapp.sync import streams, transaction
from fieldapp.sync.call import Call, actor_of, intent_of
from fieldapp.sync.recording import Sender

COMPLETING = select(WorkOrder.id).where(
    WorkOrder.id.in_(bindparam("ids")), WorkOrder.phase == "completing"
)


def settle(order_ids: Iterable[str | None]) -> None:
    """Confirm the evidence of those orders that wait for nothing more.

    Called after the commit of a push and after the commit of a blob: each side writes,
    commits, then checks, so that whoever commits last sees the other.
    """
    wanted = {each for each in order_ids if each}
    if not wanted:
        return
    with database.reading() as connection:
        waiting = _completing(connection, wanted)
    if waiting:
        with database.writing() as connection:
            _confirm(connection, waiting)
            failpoints.reach("completion_performed")
        failpoints.reach("completion_committed")


def _completing(connection: Connection, order_ids: set[str]) -> list[str]:
    return list(connection.execute(COMPLETING, {"ids": list(order_ids)}).scalars())


def _confirm(connection: Connection, order_ids: list[str]) -> None:
    now = clock.now()
    system = SystemActor()
    client = clients.lock(connection, SYSTEM_ID, system.id, now)
    orders = streams.hold_orders(connection, order_ids)
    calls = [
        Call("confirm_evidence", {}, held.id)
        for held in orders.values()
        if held.document and _is_complete(connection, held.document)
    ]
    if not calls:
        return
    intents = [intent_of(call, client, now) for call in calls]
    sender = Sender(actor_of(system), client.id)
    transaction.append(connection, intents, sender=sender, now=now)
    clients.advance(connection, client, now, None)


def _is_complete(connection: Connection, order: Document) -> bool:
    if order["phase"] != "completing":
        return False
    needed = evidence.needed(order)
    return needed <= evidence.received(connection, needed)

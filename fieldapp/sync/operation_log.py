"""Every change that a person makes on the server goes through `submit`."""

from datetime import datetime

from fieldapp import clock, database
from fieldapp.domain.documents import Document
from fieldapp.models import ClientKind
from fieldapp.services import clients
from fieldapp.sync import receipt, settling, transaction
from fieldapp.sync.call import Call, Person, actor_of, intent_of
from fieldapp.sync.one_active_visit import pause_before
from fieldapp.sync.receipt import Receipt
from fieldapp.sync.recording import Sender


def submit(  # noqa: PLR0913 # the names say what each is
    name: str,
    arguments: Document,
    *,
    work_order_id: str | None,
    actor: Person,
    client: str,
    happened_at: datetime | None = None,
    operation_id: str | None = None,
    base_rev: int | None = None,
) -> Receipt:
    """Perform one operation now and return its receipt with the new document.

    Raises its Problem, with nothing stored, when it does not apply: the form shows it.
    The same `operation_id` again returns the first receipt. Starting a visit pauses the
    technician's other active one, in the same transaction.
    """
    call = Call(name, arguments, work_order_id, base_rev, operation_id)
    with database.writing() as connection:
        now = clock.now()
        locked = clients.lock(connection, client, actor.id, now, ClientKind.SESSION)
        if known := receipt.find(connection, operation_id, name, actor.id):
            return known
        calls = [*pause_before(connection, call, actor.id), call]
        intents = [intent_of(each, locked, happened_at or now) for each in calls]
        sender = Sender(actor_of(actor), client)
        receipts = transaction.append(connection, intents, sender=sender, now=now)
        for each in receipts.values():
            if each.status in ("parked", "rejected") and each.problem:
                raise each.problem
        clients.advance(connection, locked, now, None)
    settling.settle(each.work_order_id for each in intents)
    return receipts[intents[-1].id]

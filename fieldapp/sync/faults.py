"""Operations at which the server itself fails: tried three times, then parked."""

import logging
from collections.abc import Iterable

from sqlalchemy import Connection, select

from fieldapp import clock, database
from fieldapp.id_lists import among
from fieldapp.models import ServerFault
from fieldapp.sync.intent import Intent
from fieldapp.sync.performing import OperationFaultError

FAILURES_BEFORE_PARKING = 3
GIVEN_UP = select(ServerFault.operation_id).where(
    among(ServerFault.operation_id, "ids"),
    ServerFault.failures >= FAILURES_BEFORE_PARKING,
)

log = logging.getLogger(__name__)


def count(fault: OperationFaultError) -> bool:
    """Note one more failure; return whether the operation is given up."""
    log.error("operation %s failed", fault.operation_id, exc_info=fault.__cause__)
    row = {
        "operation_id": fault.operation_id,
        "failures": 1,
        "failed_at": clock.now(),
    }
    add = database.insert(ServerFault).values(row)
    counted = add.on_conflict_do_update(
        index_elements=["operation_id"],
        set_={
            "failures": ServerFault.failures + 1,
            "failed_at": add.excluded.failed_at,
        },
    ).returning(ServerFault.failures)
    with database.writing() as connection:
        failures: int = connection.execute(counted).scalar_one()
    return failures >= FAILURES_BEFORE_PARKING


def given_up(connection: Connection, intents: Iterable[Intent]) -> set[str]:
    """Return which of the operations failed three times already."""
    ids = [intent.id for intent in intents]
    if not ids:
        return set()
    return set(connection.execute(GIVEN_UP, {"ids": ids}).scalars())

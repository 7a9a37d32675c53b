"""The life of this database: its epoch, its system user, its counters."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, select, update

from fieldapp import clock
from fieldapp.database import insert
from fieldapp.models import Client, Installation, User
from fieldapp.services.ledger import ZERO_HEAD

SYSTEM_ID = "00000000-0000-7000-8000-000000000001"
FIRST_NUMBER = 48000

EPOCH = select(Installation.value).where(Installation.name == "epoch")


@dataclass(frozen=True, slots=True)
class SystemActor:
    """The server itself, which only confirms that evidence is complete."""

    id: str = SYSTEM_ID
    name: str = "Visada"
    role: str = "system"


def establish(connection: Connection) -> None:
    """Write what an empty database needs; changes nothing in a used one."""
    now = clock.now()
    add = insert(Installation).on_conflict_do_nothing()
    connection.execute(add, [{"name": "epoch", "value": uuid4().hex[:12]}])
    person: dict[str, Any] = {
        "id": SYSTEM_ID,
        "email": "system",
        "name": SystemActor().name,
        "role": "system",
        "status": "active",
        "password_hash": "!",
        "language": "pt-BR",
        "created_at": now,
    }
    connection.execute(insert(User).on_conflict_do_nothing(), [person])
    client: dict[str, Any] = {
        "id": SYSTEM_ID,
        "user_id": SYSTEM_ID,
        "kind": "system",
        "last_sequence": 0,
        "chain": ZERO_HEAD,
        "created_at": now,
        "seen_at": now,
    }
    connection.execute(insert(Client).on_conflict_do_nothing(), [client])


def epoch(connection: Connection) -> str:
    """Return which life of the database this is; a restore begins another."""
    found: str = connection.execute(EPOCH).scalar_one()
    return found


def begin_epoch(connection: Connection) -> None:
    """Start another life: phones send again what they still keep."""
    connection.execute(
        update(Installation)
        .where(Installation.name == "epoch")
        .values(value=uuid4().hex[:12])
    )


def next_work_order_number(connection: Connection) -> int:
    """Return a number that no order has; it stays taken when this commits."""
    return _count(connection, "work_order_number", FIRST_NUMBER)


def take_work_order_numbers(connection: Connection, count: int) -> range:
    """Return that many numbers in a row, as `next_work_order_number` gives one."""
    first = _count(connection, "work_order_number", FIRST_NUMBER, count)
    return range(first, first + count)


def next_protocol_number(connection: Connection) -> str:
    """Return the number told to the customer: the date and six digits."""
    day = clock.now().strftime("%Y%m%d")
    return f"{day}{_count(connection, f'protocol_number_{day}', 0):06d}"


def _count(connection: Connection, name: str, start: int, count: int = 1) -> int:
    add = insert(Installation).values(name=name, value=str(start + 1))
    connection.execute(add.on_conflict_do_nothing())
    query = select(Installation.value).where(Installation.name == name)
    value = int(connection.execute(query.with_for_update()).scalar_one())
    connection.execute(
        update(Installation)
        .where(Installation.name == name)
        .values(value=str(value + count))
    )
    return value

"""Which devices belong to which orders, and so to whose phone."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import Connection, bindparam, select

from fieldapp import bulk, database
from fieldapp.database import AnyRow
from fieldapp.id_lists import among
from fieldapp.models import Device, OrderDevice, WorkOrder

REGISTERED = (
    select(OrderDevice.work_order_id, Device.id)
    .join(Device, Device.id == OrderDevice.device_id)
    .where(among(OrderDevice.work_order_id, "order_ids"))
    .order_by(Device.id)
)
IN_VAN = select(Device.id).where(Device.technician_id == bindparam("person_id"))
ORDERS = select(OrderDevice.work_order_id, OrderDevice.device_id).where(
    among(OrderDevice.device_id, "device_ids")
)


def link(connection: Connection, pairs: Iterable[tuple[str, str]]) -> None:
    """Keep that these orders, named first, are about these devices."""
    rows = [{"work_order_id": order, "device_id": device} for order, device in pairs]
    if rows:
        bulk.execute_rows(connection, _put(), rows)


def orders_of(
    connection: Connection, device_ids: Iterable[str]
) -> dict[str, list[str]]:
    """Return the orders about these devices, each with those it is about."""
    found: dict[str, list[str]] = {}
    for row in connection.execute(ORDERS, {"device_ids": list(device_ids)}):
        found.setdefault(row.work_order_id, []).append(row.device_id)
    return found


def history(connection: Connection, device_id: str, most: int) -> list[AnyRow]:
    """Return the rows of the orders about a device, the newest first."""
    query = (
        select(
            WorkOrder.id,
            WorkOrder.number,
            WorkOrder.customer_name,
            WorkOrder.phase,
            WorkOrder.opened_at,
        )
        .join(OrderDevice, OrderDevice.work_order_id == WorkOrder.id)
        .where(OrderDevice.device_id == device_id)
        .order_by(WorkOrder.opened_at.desc(), WorkOrder.id)
        .limit(most)
    )
    return list(connection.execute(query))


def wanted(
    connection: Connection, person_id: str, order_ids: Iterable[str]
) -> list[str]:
    """Return the devices that a phone holds: those of its orders and of her van."""
    rows = connection.execute(REGISTERED, {"order_ids": list(order_ids)})
    found = [row.id for row in rows]
    found += connection.execute(IN_VAN, {"person_id": person_id}).scalars()
    return list(dict.fromkeys(found))


@database.kept
def _put() -> Any:
    put = database.insert(OrderDevice)
    return put.on_conflict_do_nothing(index_elements=["work_order_id", "device_id"])

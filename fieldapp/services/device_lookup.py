"""The device with a code on it, and whose work is open there.

The phone has its own in service_worker/store/marks.js.
"""

import json
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select

from fieldapp.domain.documents import Document
from fieldapp.domain.labels import CodeReading, plain_label, plain_mark
from fieldapp.domain.phases import UNFINISHED_PHASES
from fieldapp.id_lists import among
from fieldapp.models import (
    Device,
    FormerLabel,
    OrderDevice,
    Stream,
    User,
    Visit,
    WorkOrder,
)

END_LENGTH = 6


@dataclass(frozen=True, slots=True)
class Found:
    """A device, registered or only named by an order, and the orders about it."""

    device: Document | None
    order_ids: list[str]


def find_device(
    connection: Connection, reading: CodeReading, own_orders: list[Document]
) -> Found:
    """Look for a label or its end, then for the maker's marks."""
    for condition in _conditions(reading):
        query = select(Stream.document, Device.id).join_from(
            Device, Stream, (Stream.kind == "device") & (Stream.id == Device.id)
        )
        row = connection.execute(query.where(condition).limit(1)).one_or_none()
        if row:
            linked = select(OrderDevice.work_order_id).where(
                OrderDevice.device_id == row.id
            )
            orders = connection.execute(linked.order_by(OrderDevice.work_order_id))
            return Found(json.loads(row.document), list(orders.scalars()))
    return _named(own_orders, reading.mark)


def elsewhere(
    connection: Connection, order_ids: list[str], technician_id: str
) -> Document | None:
    """Return who else has open work there: the technician's name and the order."""
    query = (
        select(User.name, WorkOrder.number)
        .join_from(Visit, User, User.id == Visit.technician_id)
        .join(WorkOrder, WorkOrder.id == Visit.work_order_id)
        .where(
            among(Visit.work_order_id, "order_ids"),
            Visit.technician_id != technician_id,
            Visit.phase.in_(UNFINISHED_PHASES),
        )
        .order_by(Visit.window_start_at, Visit.id)
        .limit(1)
    )
    row = connection.execute(query, {"order_ids": order_ids}).one_or_none()
    return {"technician": row.name, "number": row.number} if row else None


def _conditions(reading: CodeReading) -> list[Any]:
    found: list[Any] = []
    if reading.label:
        former = select(FormerLabel.device_id).where(FormerLabel.code == reading.label)
        found += [Device.label == reading.label, Device.id.in_(former)]
    if reading.mark:
        end = plain_label(reading.mark)
        if len(end) == END_LENGTH and end.isalnum():
            found.append(Device.label.like(f"%{end}"))
        found += [Device.serial == reading.mark, Device.mac == reading.mark]
    return found


def _named(orders: list[Document], mark: str | None) -> Found:
    """Look at devices that nobody registered: an order may name any."""
    about = {
        order["id"]: device
        for order in orders
        for device in order["devices"]
        if mark
        and mark in (plain_mark(device["serial"]), plain_mark(device["mac"] or ""))
    }
    return Found(next(iter(about.values()), None), list(about))

"""The company's devices: their rows, and looking one up by what stands on it."""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, or_, select

from fieldapp import bulk, database
from fieldapp.domain.documents import Document
from fieldapp.domain.labels import plain_label, plain_mark
from fieldapp.models import Device, FormerLabel, Stream, User, WorkOrder
from fieldapp.services import order_devices

DOCUMENTS = (
    select(
        Stream.document,
        User.name.label("technician"),
        WorkOrder.number,
        WorkOrder.customer_name,
        WorkOrder.district,
    )
    .join_from(Device, Stream, (Stream.kind == "device") & (Stream.id == Device.id))
    .outerjoin(User, User.id == Device.technician_id)
    .outerjoin(WorkOrder, WorkOrder.id == Device.work_order_id)
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for; empty text means everything."""

    text: str = ""
    kind: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A device and who or what its place names: a technician, or an order's house."""

    document: Document
    technician: str | None
    number: int | None
    customer_name: str | None
    district: str | None


@dataclass(frozen=True, slots=True)
class Page:
    """Devices of one page, the newest first, and how many there are."""

    devices: list[Placed]
    total: int


def find(connection: Connection, wanted: Wanted, *, page: int, size: int) -> Page:
    """Return one page; a page beyond the last is the last."""
    conditions = _conditions(wanted)
    count = select(func.count()).select_from(Device).where(*conditions)
    total: int = connection.execute(count).scalar_one()
    last = max(1, -(-total // size))
    query = DOCUMENTS.where(*conditions).order_by(
        Device.registered_at.desc(), Device.id
    )
    offset = (min(page, last) - 1) * size
    rows = connection.execute(query.limit(size).offset(offset))
    return Page([_placed(row) for row in rows], total)


def one(connection: Connection, device_id: str) -> Placed | None:
    """Return one device, None when there is none."""
    query = DOCUMENTS.where(Device.id == device_id)
    row = connection.execute(query).one_or_none()
    return _placed(row) if row else None


def plain_marks(device: Document) -> dict[str, str | None]:
    """Return what stands on a device as it is compared, None for what does not."""
    return {
        "serial": plain_mark(device["serial"]),
        "mac": plain_mark(device.get("mac") or "") or None,
        "label": plain_label(device.get("label") or "") or None,
    }


def taken_mark(
    connection: Connection, device_id: str, marks: dict[str, str | None]
) -> str | None:
    """Return which of the marks another device has."""
    for name, mark in marks.items():
        is_same = (getattr(Device, name) == mark, Device.id != device_id)
        query = select(Device.id).where(*is_same).limit(1)
        if mark and connection.execute(query).scalar() is not None:
            return name
    return None


def row_of(device: Document) -> dict[str, Any]:
    """Return the device's row."""
    place = device["place"]
    return {
        "id": device["id"],
        **plain_marks(device),
        "kind": device["kind"],
        "model": device["model"][:200],
        "owner": device["owner"],
        "place": place["kind"],
        "technician_id": (place.get("technician") or {}).get("id"),
        "work_order_id": place.get("work_order_id"),
        "registered_at": datetime.fromisoformat(device["registered"]["at"]),
    }


def save(connection: Connection, devices: list[Document]) -> None:
    """Write the rows of one transaction."""
    if devices:
        bulk.execute_rows(connection, _put(), [row_of(each) for each in devices])
    placed = [(each["place"].get("work_order_id"), each["id"]) for each in devices]
    order_devices.link(connection, [(order, id_) for order, id_ in placed if order])
    former = [
        {"code": each["label"], "device_id": device["id"]}
        for device in devices
        for each in device.get("former_labels", [])
    ]
    if former:
        bulk.execute_rows(connection, _put_former(), former)


@database.kept
def _put() -> Any:
    put = database.insert(Device)
    moved = {
        column.name: put.excluded[column.name]
        for column in Device.__table__.columns
        if column.name != "id"
    }
    return put.on_conflict_do_update(index_elements=["id"], set_=moved)


@database.kept
def _put_former() -> Any:
    put = database.insert(FormerLabel)
    return put.on_conflict_do_nothing(index_elements=["code"])


def _conditions(wanted: Wanted) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if wanted.kind:
        found.append(Device.kind == wanted.kind)
    if wanted.place:
        found.append(Device.place == wanted.place)
    if wanted.text:
        found.append(_says(wanted.text))
    return found


def _says(text: str) -> ColumnElement[bool]:
    """Find part of a serial, MAC or model, and the end of a label, a former one too."""
    mark, label = f"%{_literal(plain_mark(text))}%", f"%{_literal(plain_label(text))}"
    former = select(FormerLabel.device_id).where(
        FormerLabel.code.like(label, escape="\\")
    )
    return or_(
        Device.serial.like(mark, escape="\\"),
        Device.mac.like(mark, escape="\\"),
        Device.label.like(label, escape="\\"),
        Device.id.in_(former),
        Device.model.ilike(f"%{_literal(text)}%", escape="\\"),
    )


def _literal(text: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", text)


def _placed(row: Any) -> Placed:
    return Placed(
        json.loads(row.document),
        row.technician,
        row.number,
        row.customer_name,
        row.district,
    )

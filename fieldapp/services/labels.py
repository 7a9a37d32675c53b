"""The company's labels: which codes were reserved, retired, put on a device."""

import json
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, func, select

from fieldapp import bulk, database
from fieldapp.domain.documents import Document
from fieldapp.domain.label_batches import FIRST_NUMBER, number_of
from fieldapp.id_lists import among
from fieldapp.models import Device, FormerLabel, LabelBatch, Stream
from fieldapp.problem import Problem

DOCUMENTS = select(Stream.document).join_from(
    LabelBatch, Stream, (Stream.kind == "label_batch") & (Stream.id == LabelBatch.id)
)


def next_number(connection: Connection) -> int:
    """Return the first number that no batch has."""
    last = LabelBatch.first_number + LabelBatch.count
    found: int | None = connection.execute(select(func.max(last))).scalar()
    return FIRST_NUMBER if found is None else found


def batches(connection: Connection, most: int) -> list[Document]:
    """Return the newest batches."""
    query = DOCUMENTS.order_by(LabelBatch.first_number.desc()).limit(most)
    return [json.loads(text or "{}") for text in connection.execute(query).scalars()]


def batch(connection: Connection, id_: str) -> Document | None:
    """Return one batch, None when there is none."""
    query = DOCUMENTS.where(LabelBatch.id == id_)
    text = connection.execute(query).scalar()
    return None if text is None else json.loads(text)


def batch_of(connection: Connection, code: str) -> Document | None:
    """Return the batch that a code is of, None when it was never reserved."""
    number = number_of(code)
    query = DOCUMENTS.where(*_overlapping(number, 1))
    text = connection.execute(query).scalar()
    return None if text is None else json.loads(text)


def require_usable(connection: Connection, code: str) -> None:
    """Raise Problem device_label_unknown or device_label_retired."""
    found = batch_of(connection, code)
    if found is None:
        raise Problem("device_label_unknown", label=code)
    if code in found["retired"] or former(connection, [code]):
        raise Problem("device_label_retired", label=code)


def is_reserved(connection: Connection, first_number: int, count: int) -> bool:
    """Tell whether a batch has one of the numbers."""
    query = select(LabelBatch.id).where(*_overlapping(first_number, count)).limit(1)
    return connection.execute(query).scalar() is not None


def on_devices(connection: Connection, codes: list[str]) -> dict[str, str]:
    """Return the id of the device that each code is on."""
    query = select(Device.label, Device.id).where(among(Device.label, "codes"))
    found = connection.execute(query, {"codes": codes})
    return {label: id_ for label, id_ in found if label}


def former(connection: Connection, codes: list[str]) -> dict[str, str]:
    """Return the id of the device that each code was on before it got another."""
    query = select(FormerLabel.code, FormerLabel.device_id).where(
        among(FormerLabel.code, "codes")
    )
    found = connection.execute(query, {"codes": codes})
    return {row.code: row.device_id for row in found}


def save(connection: Connection, documents: list[Document]) -> None:
    """Write the rows of one transaction."""
    if documents:
        bulk.execute_rows(connection, _put(), [_row(each) for each in documents])


def _overlapping(first_number: int, count: int) -> tuple[ColumnElement[bool], ...]:
    return (
        LabelBatch.first_number < first_number + count,
        LabelBatch.first_number + LabelBatch.count > first_number,
    )


@database.kept
def _put() -> Any:
    return database.insert(LabelBatch).on_conflict_do_nothing(index_elements=["id"])


def _row(batch: Document) -> dict[str, Any]:
    return {
        "id": batch["id"],
        "first_number": batch["first_number"],
        "count": batch["count"],
        "reserved_at": datetime.fromisoformat(batch["reserved"]["at"]),
    }

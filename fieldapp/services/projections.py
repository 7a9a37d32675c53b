"""Rows for queries, drawn from an order's document in the same transaction."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, update

from fieldapp import bulk, database
from fieldapp.domain.documents import Document
from fieldapp.models import Assignment, Visit, WorkOrder
from fieldapp.services.json_text import compact

Rows = dict[str, dict[str, Any]]

ADD_ORDERS = insert(WorkOrder)
CHANGE_ORDERS = (
    update(WorkOrder)
    .where(WorkOrder.id == bindparam("_id"))
    .values(
        {
            column.name: bindparam(f"_{column.name}")
            for column in WorkOrder.__table__.columns
            if column.name != "id"
        }
    )
)


def work_order_row(order: Document, rev: int, head: str) -> dict[str, Any]:
    """Return the order's row: its document and the columns that lists ask for."""
    customer, site = order.get("customer") or {}, order.get("site") or {}
    return {
        "id": order["id"],
        "number": order["number"],
        "protocol_number": _text(order["protocol_number"], 40),
        "phase": order["phase"],
        "priority": order["priority"],
        "service_type": order["service_type"],
        "customer_name": _text(customer.get("name"), 200),
        "district": _text(site.get("district"), 120),
        "due_at": _instant(order.get("due_at")),
        "opened_at": _instant(order["opened"]["at"]),
        "document": compact(order),
        "rev": rev,
        "head": head,
    }


def visit_rows(order: Document) -> Rows:
    """Return the rows of the order's visits by their id."""
    return {visit["id"]: _visit_row(order["id"], visit) for visit in order["visits"]}


def save_orders(
    connection: Connection, new: list[dict[str, Any]], changed: list[dict[str, Any]]
) -> None:
    """Write the order rows of one transaction."""
    if new:
        bulk.execute_rows(connection, ADD_ORDERS, new)
    if changed:
        named = [{f"_{name}": value for name, value in row.items()} for row in changed]
        bulk.execute_rows(connection, CHANGE_ORDERS, named)


def save_visits(
    connection: Connection, pairs: Iterable[tuple[Rows, Rows]], now: datetime
) -> None:
    """Write what differs between the visits before and after."""
    rows = [
        row
        for before, after in pairs
        for id_, row in after.items()
        if before.get(id_) != row
    ]
    if not rows:
        return
    bulk.execute_rows(connection, _put_visits(), rows)
    bulk.execute_rows(
        connection, _put_assignments(), [_assignment_row(row, now) for row in rows]
    )


@database.kept
def _put_visits() -> Any:
    put = database.insert(Visit)
    moved = {
        column.name: put.excluded[column.name]
        for column in Visit.__table__.columns
        if column.name != "id"
    }
    return put.on_conflict_do_update(index_elements=["id"], set_=moved)


@database.kept
def _put_assignments() -> Any:
    put = database.insert(Assignment)
    return put.on_conflict_do_update(
        index_elements=["visit_id"], set_={"ended_at": put.excluded.ended_at}
    )


def _assignment_row(visit: dict[str, Any], now: datetime) -> dict[str, Any]:
    is_over = visit["phase"] in ("reassigned", "cancelled")
    return {
        "visit_id": visit["id"],
        "work_order_id": visit["work_order_id"],
        "user_id": visit["technician_id"],
        "assigned_at": now,
        "ended_at": visit["ended_at"] if is_over else None,
    }


def _visit_row(work_order_id: str, visit: Document) -> dict[str, Any]:
    window = visit.get("window") or {}
    return {
        "id": visit["id"],
        "work_order_id": work_order_id,
        "technician_id": visit["technician"]["id"],
        "phase": visit["phase"],
        "window_start_at": _instant(window.get("start_at")),
        "window_end_at": _instant(window.get("end_at")),
        "completed_at": _instant(visit["completed_at"]),
        "ended_at": _instant(visit["ended_at"]),
        "template_version_id": visit["template_version_id"],
    }


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _text(value: Any, length: int) -> str:
    """Return text that every database can keep in a column: no NUL, not too long."""
    return str(value or "").replace("\x00", "")[:length]

"""Rows for queries, drawn from an order's document in the same transaction."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, insert, update

from fieldapp import database
from fieldapp.domain.documents import Document
from fieldapp.models import Assignment, Visit, WorkOrder
from fieldapp.services.json_text import compact

Rows = dict[str, dict[str, Any]]


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
        connection.execute(insert(WorkOrder), new)
    if changed:
        names = [name for name in changed[0] if name != "id"]
        connection.execute(
            update(WorkOrder)
            .where(WorkOrder.id == bindparam("_id"))
            .values({name: bindparam(f"_{name}") for name in names}),
            [{f"_{name}": value for name, value in row.items()} for row in changed],
        )


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
    put = database.insert(Visit)
    moved = {name: getattr(put.excluded, name) for name in rows[0] if name != "id"}
    connection.execute(
        put.on_conflict_do_update(index_elements=["id"], set_=moved), rows
    )
    _save_assignments(connection, rows, now)


def _save_assignments(
    connection: Connection, rows: list[dict[str, Any]], now: datetime
) -> None:
    put = database.insert(Assignment)
    connection.execute(
        put.on_conflict_do_update(
            index_elements=["visit_id"], set_={"ended_at": put.excluded.ended_at}
        ),
        [
            {
                "visit_id": row["id"],
                "work_order_id": row["work_order_id"],
                "user_id": row["technician_id"],
                "assigned_at": now,
                "ended_at": row["ended_at"]
                if row["phase"] in ("reassigned", "cancelled")
                else None,
            }
            for row in rows
        ],
    )


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

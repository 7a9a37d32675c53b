"""What the office's forms share: who asks, once, having seen which revision."""

import re
from typing import Any
from uuid import UUID

from flask import render_template, request
from flask_login import current_user
from sqlalchemy import Connection

from fieldapp import database
from fieldapp.domain.documents import Document
from fieldapp.domain.permissions import may, scope
from fieldapp.ids import uuid7
from fieldapp.problem import Problem
from fieldapp.services import issues, order_search
from fieldapp.sync import operation_log, receipt
from fieldapp.sync.receipt import Receipt
from fieldapp.web.page import base_context

VERSION_7 = re.compile(
    r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
)
MOST_DIGITS = 15


def refuse_who_sees_only_own() -> None:
    """Keep technicians out: their orders are in their queue."""
    role = getattr(current_user, "role", "")
    if current_user.is_authenticated and scope(role, "see_work") == "own":
        raise Problem("forbidden")


def page(name: str, title: str, screen: Document, base: Document | None = None) -> str:
    """Return a page of the office with its side bar."""
    with database.reading() as connection:
        waiting = issues.count_open(connection)
    return render_template(
        f"office/{name}.html",
        page_title=title,
        issues_open=waiting,
        may_plan=may(current_user.role, "plan_work"),
        may_audit=may(current_user.role, "read_audit"),
        may_read_team=may(current_user.role, "read_users"),
        **(base or base_context()),
        **screen,
    )


def asked_order(work_order_id: UUID) -> Document:
    """Return the order that an address names; raises Problem not_found."""
    with database.reading() as connection:
        order = order_search.document(connection, str(work_order_id))
    if order is None:
        raise Problem("not_found")
    return order


def submit(
    name: str,
    arguments: Document,
    work_order_id: str | None,
    operation_id: str | None = None,
    base_rev: int | None = None,
) -> Receipt:
    """Perform what a form asks for; sent twice it counts once."""
    return operation_log.submit(
        name,
        arguments,
        work_order_id=work_order_id,
        actor=current_user,
        client=current_user.client,
        operation_id=operation_id or asked_id(),
        base_rev=shown_rev() if base_rev is None else base_rev,
    )


def is_done(connection: Connection, operation_id: str) -> bool:
    """Tell whether this form was sent before: a second press of its button."""
    return receipt.is_known(connection, operation_id, current_user.id)


def asked_id() -> str:
    """Return the id that the form or its script chose; raises arguments_invalid."""
    id_ = request.headers.get("Operation-Id") or request.form.get("operation_id", "")
    if not id_:
        return uuid7()
    if not VERSION_7.fullmatch(id_):
        raise Problem("arguments_invalid", field="operation_id")
    return id_


def following(id_: str, place: int = 1) -> str:
    """Return an id that goes with another one, the same each time."""
    number = UUID(id_).int
    low = (number & 0xFFFFFFFF) ^ place
    return str(UUID(int=(number & ~0xFFFFFFFF) | low))


def shown_rev() -> int | None:
    """Return the revision that the form was drawn from, None when it says none."""
    text = request.form.get("rev", "")
    return (
        int(text)
        if text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
        else None
    )


def field(name: str) -> str:
    """Return one field of the form as typed, without what no database keeps."""
    text: Any = request.form.get(name, "")
    return str(text).replace("\x00", "").strip()

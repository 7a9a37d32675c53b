"""Ask the office for a change (mirror: service_worker/operations/request_change.js)."""

from dataclasses import dataclass
from typing import Literal

from fieldapp.domain.contacts import CHANGE_REQUEST_PARTS
from fieldapp.domain.documents import Document
from fieldapp.operations.arguments import Arguments, Text, Words
from fieldapp.operations.context import Context, author
from fieldapp.operations.guards import require_assigned
from fieldapp.problem import Problem

VERSION = 1


@dataclass(frozen=True, slots=True)
class RequestChange(Arguments):
    """What should be different; the office decides."""

    field: Literal["window", "address", "contact", "new_work_order"]
    wanted: Text
    reason: Words | None = None


def authorize(_order: Document, _request: RequestChange, context: Context) -> None:
    """Only somebody with a visit of the order asks."""
    require_assigned("request_change", context)


def apply(order: Document, request: RequestChange, context: Context) -> Document:
    """Keep the request; the office's value stands, also one that she had not seen."""
    part = CHANGE_REQUEST_PARTS[request.field]
    changed = order["field_revs"].get(part) if part else None
    if changed and changed["rev"] > context.base_rev:
        context.notices.append(
            Problem(
                "concurrent_change",
                field=request.field,
                kept=changed["shown"],
                lost=request.wanted,
                by=changed["by"],
                lost_by=author(context),
                lost_at=context.happened_at,
            )
        )
    order["change_requests"].append(
        {
            "id": context.operation_id,
            "field": request.field,
            "wanted": request.wanted,
            "reason": request.reason,
            "by": author(context),
            "happened_at": context.happened_at,
            "status": "open",
        }
    )
    return order

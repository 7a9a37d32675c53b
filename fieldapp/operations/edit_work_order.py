"""Correct the facts of an order; the office's, without a mirror."""

from dataclasses import dataclass
from typing import Any

from fieldapp.domain.documents import Document
from fieldapp.operations.arguments import Arguments
from fieldapp.operations.context import Context
from fieldapp.operations.guards import require_role
from fieldapp.operations.office import mark_changed
from fieldapp.operations.order_facts import Changes
from fieldapp.problem import Problem

VERSION = 1


@dataclass(frozen=True, slots=True)
class EditWorkOrder(Arguments):
    """The changed parts, each whole, as seen at the form's revision (`base_rev`)."""

    changes: Changes


def authorize(_order: Document, _edit: EditWorkOrder, context: Context) -> None:
    """Dispatchers, supervisors and administrators edit."""
    require_role("plan_work", context)


def apply(order: Document, edit: EditWorkOrder, context: Context) -> Document:
    """Change each part, save one that somebody else changed since the form was shown.

    There the stored value stands and the author learns of both.
    """
    for part, wanted in edit.changes.items():
        if order[part] == wanted:
            continue
        changed = order["field_revs"].get(part)
        if changed and changed["rev"] > context.base_rev:
            context.notices.append(_conflict(part, changed, wanted))
        else:
            order[part] = wanted
            mark_changed(order, part, _shown(wanted), context)
    return order


def _conflict(part: str, changed: Document, wanted: Any) -> Problem:
    return Problem(
        "concurrent_change",
        field=part,
        kept=changed["shown"],
        lost=_shown(wanted),
        by=changed["by"],
    )


def _shown(value: Any) -> str:
    """Return the texts of a part in one line, as a person would read them out."""
    if isinstance(value, dict):
        return ", ".join(filter(None, map(_shown, value.values())))
    if isinstance(value, list):
        return ", ".join(map(_shown, value))
    return "" if value is None else str(value)

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
UNSAID = ("latitude", "longitude")


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
    clashes = []
    for part, wanted in edit.changes.items():
        if order[part] == wanted:
            continue
        changed = order["field_revs"].get(part)
        if changed and changed["rev"] > context.base_rev:
            clashes.append(_clash(part, changed, wanted))
        else:
            order[part] = wanted
            mark_changed(order, part, _shown(wanted), context)
    if clashes:
        context.notices.append(_conflict(*clashes))
    return order


def _conflict(first: Document, *others: Document) -> Problem:
    """Return one conflict; what else clashed in the same edit goes along as `more`."""
    return Problem(
        "concurrent_change", **first, **({"more": list(others)} if others else {})
    )


def _clash(part: str, changed: Document, wanted: Any) -> Document:
    return {
        "field": part,
        "kept": changed["shown"],
        "lost": _shown(wanted),
        "by": changed["by"],
    }


def _shown(value: Any) -> str:
    """Return the texts of a part in one line, as a person would read them out."""
    if isinstance(value, dict):
        said = [_shown(each) for name, each in value.items() if name not in UNSAID]
        return ", ".join(filter(None, said))
    if isinstance(value, list):
        return ", ".join(map(_shown, value))
    return value if isinstance(value, str) else ""

"""Accept a red reading; the office's, without a mirror."""

from dataclasses import dataclass

from fieldapp.domain.checklists import asked_item, has_exception
from fieldapp.domain.documents import Document
from fieldapp.domain.visits import find_visit
from fieldapp.operations.arguments import Arguments, Id, Slug, Text
from fieldapp.operations.checklist import items_of, version_of
from fieldapp.operations.context import Context, author
from fieldapp.operations.guards import require_role

VERSION = 1


@dataclass(frozen=True, slots=True)
class OverrideReading(Arguments):
    """Which reading is accepted although it is red, and why."""

    visit_id: Id
    item_id: Slug
    reason: Text


def authorize(_order: Document, _act: OverrideReading, context: Context) -> None:
    """Supervisors and administrators override."""
    require_role("override", context)


def apply(order: Document, act: OverrideReading, context: Context) -> Document:
    """Keep the override, given before or after the visit was finished."""
    visit = find_visit(order, act.visit_id)
    asked_item(version_of(visit, context), order, act.item_id)
    visit["overrides"][act.item_id] = {
        "by": author(context),
        "at": context.happened_at,
        "reason": act.reason,
    }
    if visit["phase"] == "completed":
        visit["has_exception"] = has_exception(items_of(order, visit, context), visit)
    return order

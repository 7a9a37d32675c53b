"""Answer one item (mirror: service_worker/operations/answer_checklist_item.js)."""

from dataclasses import dataclass
from typing import Any

from fieldapp.domain.after_sign_off import answer_changed
from fieldapp.domain.answers import parse_answer
from fieldapp.domain.checklists import asked_item, has_exception
from fieldapp.domain.documents import Document
from fieldapp.domain.limits import facts_of, verdict
from fieldapp.domain.texts import trimmed
from fieldapp.domain.visits import find_visit
from fieldapp.operations.arguments import AnswerValue, Arguments, Id, Slug, Words
from fieldapp.operations.checklist import items_of, version_of
from fieldapp.operations.context import Context, author
from fieldapp.operations.facts import take_fact
from fieldapp.operations.guards import require_own_visit
from fieldapp.problem import Problem

VERSION = 1


@dataclass(frozen=True, slots=True)
class AnswerChecklistItem(Arguments):
    """A value takes the place of an earlier one, null takes it back.

    A note that is absent leaves the earlier note; an empty one takes it back.
    """

    visit_id: Id
    item_id: Slug
    value: AnswerValue
    note: Words | None = None


def authorize(order: Document, answer: AnswerChecklistItem, context: Context) -> None:
    """Only the technician of the visit answers."""
    require_own_visit(order, answer.visit_id, context)


def apply(order: Document, answer: AnswerChecklistItem, context: Context) -> Document:
    """Keep the answer; an earlier one to the same item stays in the ledger."""
    visit = find_visit(order, answer.visit_id)
    item = asked_item(version_of(visit, context), order, answer.item_id)
    value = parse_answer(item, answer.value)

    take_fact(visit, context)
    current = visit["answers"].get(answer.item_id)
    if current and _loses(current, value, answer, context):
        return order
    visit["answers"][answer.item_id] = {
        "value": value,
        "note": _note(answer, current),
        "verdict": _verdict(order, item, value),
        "happened_at": context.happened_at,
        "by": author(context),
        "rev": context.rev,
        "client_id": context.client_id,
        "operation_id": context.operation_id,
        "tie_at": context.tie_at,
    }
    answer_changed(visit, answer.item_id, current)
    if visit["completed_at"]:
        visit["has_exception"] = has_exception(items_of(order, visit, context), visit)
    return order


def _loses(
    current: Document, value: Any, answer: AnswerChecklistItem, context: Context
) -> bool:
    """Settle two clients that answered at once: the later clock wins, then the id."""
    if current["rev"] <= context.base_rev or current["client_id"] == context.client_id:
        return False
    if current["value"] == value:
        return False
    theirs = (current["tie_at"], current["operation_id"])
    loses = theirs > (context.tie_at, context.operation_id)
    mine = {
        "value": value,
        "by": author(context),
        "happened_at": context.happened_at,
    }
    kept, lost = (current, mine) if loses else (mine, current)
    context.notices.append(
        Problem(
            "concurrent_answer",
            field=answer.item_id,
            kept=kept["value"],
            lost=lost["value"],
            by=current["by"]["name"],
            kept_by=kept["by"],
            kept_at=kept["happened_at"],
            lost_by=lost["by"],
            lost_at=lost["happened_at"],
        )
    )
    return loses


def _note(answer: AnswerChecklistItem, current: Document | None) -> str | None:
    if answer.note is None:
        return current["note"] if current else None
    return trimmed(answer.note) or None


def _verdict(order: Document, item: Document, value: Any) -> str | None:
    if item["kind"] != "number" or value is None:
        return None
    zone: str | None = verdict(item, value, facts_of(order))["verdict"]
    return zone

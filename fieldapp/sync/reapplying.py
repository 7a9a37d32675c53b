"""A decision to apply what was kept: the operation again, by whoever wrote it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from fieldapp.domain.documents import Document
from fieldapp.ids import uuid7
from fieldapp.operations.office import unfinished_visits
from fieldapp.operations.registry import OPERATIONS
from fieldapp.problem import Problem
from fieldapp.sync import operation_log
from fieldapp.sync.receipt import Receipt

PLANS = ("schedule_visit", "reassign_visit")


@dataclass(frozen=True, slots=True)
class Author:
    """Whoever wrote the operation, in the role held now."""

    id: str
    name: str
    role: str


def reapply(issue: Document, order: Document | None) -> Receipt:
    """Perform the operation of an issue once more, with the present state in sight.

    Raises its Problem when it still does not apply, server_fault when its content is
    gone. `happened_at` stays what the clock said on which the value was recorded.
    """
    content = issue["operation"]["content"]
    if content is None:
        raise Problem("operation_unknown")
    name, arguments = retargeted(content["name"], content["arguments"], order)
    happened_at = content["happened_at"]
    if name not in OPERATIONS:
        raise Problem("operation_unknown")
    if issue["reason"] == "concurrent_answer":
        arguments, happened_at = _lost_answer(arguments, happened_at, issue["details"])
    if name == "edit_work_order" and issue["reason"] == "concurrent_change":
        arguments = {"changes": _not_applied(arguments["changes"], issue["details"])}
    author = Author(**issue["author"])
    return operation_log.submit(
        name,
        arguments,
        work_order_id=content["work_order_id"],
        actor=author,
        client=str(uuid5(NAMESPACE_URL, f"reapplied:{author.id}")),
        happened_at=datetime.fromisoformat(happened_at),
        operation_id=uuid7(),
    )


def _lost_answer(
    arguments: Document, happened_at: str, details: Document
) -> tuple[Document, str]:
    """Return the answer that lost; it may be the one of her other phone.

    That one was recorded at its own time, and the note of this one is not its note.
    """
    if arguments["value"] == details["lost"]:
        return arguments, happened_at
    other = {**arguments, "value": details["lost"]}
    other.pop("note", None)
    return other, details.get("lost_at") or happened_at


def _not_applied(changes: Document, details: Document) -> Document:
    """Return the parts that clashed; the others took effect then and may have moved."""
    clashes = [details, *details.get("more", [])]
    return {part: changes[part] for part in (clash["field"] for clash in clashes)}


def retargeted(name: str, arguments: Any, order: Document | None) -> tuple[str, Any]:
    """Return verb and arguments; a plan goes to the visit that stands now."""
    standing = unfinished_visits(order)[-1:] if order else []
    if name not in PLANS or not standing:
        return name, arguments
    visit, technician = standing[0], arguments["technician"]
    if visit["technician"]["id"] != technician["id"]:
        new_id = arguments.get("new_visit_id") or arguments["visit_id"]
        taken = {each["id"] for each in order["visits"]} if order else set()
        return "reassign_visit", {
            "visit_id": visit["id"],
            "new_visit_id": uuid7() if new_id in taken else new_id,
            "technician": technician,
            **({"window": arguments["window"]} if arguments.get("window") else {}),
        }
    return "schedule_visit", {
        "visit_id": visit["id"],
        "technician": technician,
        "window": arguments.get("window") or visit["window"],
        "template_version_id": visit["template_version_id"],
    }

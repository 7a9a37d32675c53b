"""What several operations of the office share."""

from typing import Any

from fieldapp.domain.documents import Document, Person, new_visit
from fieldapp.domain.phases import UNFINISHED_PHASES
from fieldapp.operations.context import Context
from fieldapp.problem import Problem


def require_phase(order: Document, step: str, *phases: str) -> None:
    """Raise Problem transition_illegal unless the order is in one of the phases."""
    if order["phase"] not in phases:
        raise Problem("transition_illegal", step=step, phase=order["phase"])


def plan_visit(
    order: Document, visit_id: str, technician: Person, window: Any, version_id: str
) -> None:
    """Add a planned visit; raises Problem arguments_invalid when its id is taken."""
    if any(visit["id"] == visit_id for visit in order["visits"]):
        raise Problem("arguments_invalid", field="visit_id")
    order["visits"].append(new_visit(visit_id, technician, dict(window), version_id))


def unfinished_visits(order: Document) -> list[Document]:
    """Return the visits that still wait for their technician or are under way."""
    return [visit for visit in order["visits"] if visit["phase"] in UNFINISHED_PHASES]


def mark_changed(order: Document, part: str, shown: str, context: Context) -> None:
    """Remember at which revision the office changed a part, for later conflicts."""
    order["field_revs"][part] = {
        "rev": context.rev,
        "shown": shown,
        "by": context.actor["name"],
    }


def is_overtaken(order: Document, part: str, wanted: str, context: Context) -> bool:
    """Tell whether somebody changed a part to something else since the form was shown.

    The stored value stands; the author learns of both.
    """
    changed = order["field_revs"].get(part)
    if not changed or changed["rev"] <= context.base_rev or changed["shown"] == wanted:
        return False
    context.notices.append(
        Problem(
            "concurrent_change",
            field=part,
            kept=changed["shown"],
            lost=wanted,
            by=changed["by"],
        )
    )
    return True


def forget_undo(order: Document) -> None:
    """Let no technician's step be undone beneath an act of the office."""
    for visit in order["visits"]:
        visit["undo"] = None


def shown_window(window: Any) -> str:
    """Return a window as text for a conflict; screens show the document's own."""
    return f"{window['start_at']} – {window['end_at']}"

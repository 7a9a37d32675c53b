"""The plain JSON that travels, is stored and is shown: work orders and visits."""

from typing import Any, TypedDict

Document = dict[str, Any]


class Person(TypedDict):
    """A user as documents name them."""

    id: str
    name: str


def new_work_order(facts: Document) -> Document:
    """Return an open work order of the given facts, with no visit yet."""
    return {
        "phase": "open",
        "devices": [],
        "previous_visits": [],
        **facts,
        "visits": [],
        "notes": [],
        "materials": [],
        "change_requests": [],
        "field_revs": {},
        "completed_at": None,
        "closed": None,
        "cancelled": None,
    }


def new_visit(
    visit_id: str,
    technician: Person,
    window: Document,
    template_version_id: str | None,
) -> Document:
    """Return a planned visit with nothing done yet."""
    return {
        "id": visit_id,
        "technician": technician,
        "phase": "planned",
        "window": window,
        "template_version_id": template_version_id,
        "acknowledged_at": None,
        "travel_started_at": None,
        "arrived_at": None,
        "work_started_at": None,
        "paused_at": None,
        "pause": None,
        "completed_at": None,
        "ended_at": None,
        "answers": {},
        "evidence": [],
        "scans": [],
        "contact_attempts": [],
        "sign_offs": [],
        "cannot_complete": None,
        "positions": {},
        "has_exception": False,
        "changed_after_sign_off": False,
        "late_work": False,
        "overrides": {},
        "undo": None,
        "moved_to": None,
    }

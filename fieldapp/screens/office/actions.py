"""What the office may do with an order now, as forms that say what they change."""

from dataclasses import dataclass, field

from fieldapp.domain.documents import Document
from fieldapp.domain.local_time import local
from fieldapp.domain.permissions import may, scope
from fieldapp.domain.phases import UNFINISHED_PHASES, WAITING_PHASES
from fieldapp.screens.office.work_orders import ADDRESS

PLANNED_FROM = ("open", "scheduled", "in_progress", "on_hold")
CANCELLED_FROM = ("draft", *PLANNED_FROM)
EDITED_IN = ("draft", *PLANNED_FROM, "completing", "completed")
DEFAULT_START, DEFAULT_END = "08:00", "10:00"


@dataclass(frozen=True, slots=True)
class Typed:
    """A form that came back: which one, what stands in it, what is wrong with it."""

    name: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    errors: list[Document] = field(default_factory=list)


def actions(  # noqa: PLR0913 # the parts of one page
    order: Document,
    visit: Document | None,
    *,
    rev: int,
    role: str,
    technicians: list[Document],
    operation_id: str,
    now: str,
    zone: str,
    typed: Typed,
) -> Document:
    """Return the forms that this role may send for the order as it stands."""
    names = [name for name in _fitting(order, visit) if may(role, "plan_work")]
    if scope(role, "write_notes") == "all":
        names.append("notes")
    return {
        "names": names,
        "may_edit": may(role, "plan_work") and order["phase"] in EDITED_IN,
        "base": f"{ADDRESS}/{order['id']}",
        "rev": typed.fields.get("rev") or rev,
        "operation_id": operation_id,
        "visit_id": visit["id"] if visit else "",
        "technician_id": visit["technician"]["id"] if visit else "",
        "technicians": technicians,
        "opened": typed.name,
        "errors": typed.errors,
        "wrong": {each["field"]: each["text"] for each in typed.errors},
        "typed": {**_present(visit, now, zone), **typed.fields},
    }


def _fitting(order: Document, visit: Document | None) -> list[str]:
    """Return the acts that the order's phase allows, in the order they are offered."""
    open_visit = visit if visit and visit["phase"] in UNFINISHED_PHASES else None
    names = []
    if order["phase"] in PLANNED_FROM:
        names += ["reassign"] if open_visit else ["assign"]
        if open_visit and open_visit["phase"] in WAITING_PHASES:
            names.append("reschedule")
    if order["phase"] in CANCELLED_FROM:
        names.append("cancel")
    return names


def _present(visit: Document | None, now: str, zone: str) -> Document:
    if visit is None or not visit["window"]:
        today = local(now, zone)[:10]
        return {"day": today, "start": DEFAULT_START, "end": DEFAULT_END}
    start = local(visit["window"]["start_at"], zone)
    end = local(visit["window"]["end_at"], zone)
    return {"day": start[:10], "start": start[11:], "end": end[11:]}

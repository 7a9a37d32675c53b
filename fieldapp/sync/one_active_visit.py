"""At most one visit of a technician is active: starting another pauses the first."""

from sqlalchemy import Connection, select

from fieldapp.domain.phases import ACTIVE_PHASES
from fieldapp.models import Visit
from fieldapp.sync.call import Call

STARTS = {"start_travel", "arrive_on_site", "start_work", "resume_work"}


def pause_before(connection: Connection, call: Call, technician_id: str) -> list[Call]:
    """Return the pauses that have to stand before a step that starts a visit."""
    if call.name not in STARTS:
        return []
    others = select(Visit.id, Visit.work_order_id).where(
        Visit.technician_id == technician_id,
        Visit.phase.in_(ACTIVE_PHASES),
        Visit.id != call.arguments.get("visit_id"),
    )
    return [
        Call(
            "pause_work",
            {"visit_id": row.id, "reason_code": "other_visit"},
            row.work_order_id,
        )
        for row in connection.execute(others)
    ]

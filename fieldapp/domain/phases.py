"""The phases of work orders and visits, and which step leads where."""

from typing import TypedDict


class Move(TypedDict):
    """One step of a visit: where it starts, where it leads, the time it sets."""

    source: list[str]
    target: str
    at: str


WORK_ORDER_PHASES: dict[str, str] = {
    "draft": "Draft",
    "open": "Open",
    "scheduled": "Scheduled",
    "in_progress": "In progress",
    "completing": "Receiving proof",
    "completed": "Completed",
    "closed": "Closed",
    "on_hold": "On hold",
    "cancelled": "Cancelled",
}

VISIT_PHASES: dict[str, str] = {
    "planned": "Planned",
    "acknowledged": "Accepted",
    "travelling": "On the way",
    "on_site": "On site",
    "working": "Working",
    "paused": "Paused",
    "completed": "Completed",
    "cannot_complete": "Could not be done",
    "reassigned": "Reassigned",
    "cancelled": "Cancelled",
}

WAITING_PHASES = ["planned", "acknowledged"]
ACTIVE_PHASES = ["travelling", "on_site", "working"]
UNFINISHED_PHASES = [*WAITING_PHASES, *ACTIVE_PHASES, "paused"]
FINISHED_PHASES = ["completed", "cannot_complete"]
GONE_PHASES = ["reassigned", "cancelled"]
ARRIVED_PHASES = ["on_site", "working", "paused", *FINISHED_PHASES]

MOVES: dict[str, Move] = {
    "acknowledge_visit": {
        "source": ["planned"],
        "target": "acknowledged",
        "at": "acknowledged_at",
    },
    "start_travel": {
        "source": ["planned", "acknowledged", "paused"],
        "target": "travelling",
        "at": "travel_started_at",
    },
    "arrive_on_site": {
        "source": ["planned", "acknowledged", "travelling", "paused"],
        "target": "on_site",
        "at": "arrived_at",
    },
    "start_work": {
        "source": ["planned", "acknowledged", "travelling", "on_site"],
        "target": "working",
        "at": "work_started_at",
    },
    "resume_work": {
        "source": ["paused"],
        "target": "working",
        "at": "work_started_at",
    },
    "pause_work": {
        "source": ACTIVE_PHASES,
        "target": "paused",
        "at": "paused_at",
    },
    "finish_visit": {
        "source": ["on_site", "working"],
        "target": "completed",
        "at": "completed_at",
    },
    "report_cannot_complete": {
        "source": UNFINISHED_PHASES,
        "target": "cannot_complete",
        "at": "ended_at",
    },
}

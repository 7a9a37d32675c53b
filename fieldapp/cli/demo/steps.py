"""One operation of a technician's phone, and the steps that lead to the door."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from fieldapp.cli.demo.plans import VisitPlan
from fieldapp.cli.demo.positions import position
from fieldapp.domain.documents import Document

PHASES_BEFORE = {
    "planned": 0,
    "acknowledged": 1,
    "travelling": 2,
    "on_site": 3,
    "working": 4,
    "paused": 4,
    "completed": 4,
    "cannot_complete": 3,
    "cancelled": 0,
    "reassigned": 1,
}


@dataclass(frozen=True, slots=True)
class Step:
    """One operation of a phone: name, arguments, the moment it happened."""

    name: str
    arguments: Document
    at: datetime


def arrival_steps(rng: Random, plan: VisitPlan, order: Document) -> list[Step]:
    """Return the steps until work begins, as far as the visit got."""
    travels = timedelta(minutes=rng.randint(8, 30))
    leaves = plan.arrives if plan.phase == "travelling" else plan.arrives - travels
    seen = min(leaves - timedelta(minutes=rng.randint(3, 90)), plan.arrives)
    moments = {"start_travel": leaves, "arrive_on_site": plan.arrives}
    places = [
        Step(name, {"visit_id": plan.id, "position": place(rng, order, at)}, at)
        for name, at in moments.items()
    ]
    steps = [
        Step("acknowledge_visit", {"visit_id": plan.id}, seen),
        *places,
        Step("start_work", {"visit_id": plan.id}, plan.arrives + timedelta(minutes=2)),
    ]
    return steps[: PHASES_BEFORE[plan.phase]]


def pause_step(rng: Random, plan: VisitPlan, last: datetime) -> Step:
    """Return how work was interrupted, a minute after what was done last."""
    reason = rng.choice(("lunch", "waiting_customer"))
    pause = {"visit_id": plan.id, "reason_code": reason}
    return Step("pause_work", pause, last + timedelta(minutes=1))


def place(rng: Random, order: Document, at: datetime) -> Document:
    """Return where a phone is that stands at the site."""
    return position(rng, order["site"], at)

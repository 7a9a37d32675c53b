"""What is going to happen to one order, decided before anything is written."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from fieldapp.cli.demo.customers import Household, uuid_from
from fieldapp.cli.demo.people import KATIA, PRISCILA, Person

MINUTES = {
    "installation": (90, 150),
    "repair": (45, 75),
    "stb_setup": (30, 45),
    "antenna_pointing": (45, 60),
    "relocation": (90, 120),
    "upgrade": (45, 60),
    "pick_up": (20, 30),
    "extra_point": (45, 60),
}
PLANS = (
    {"name": "Fibra 300 Mb", "mbps": 300},
    {"name": "Fibra 400 Mb", "mbps": 400},
    {"name": "Fibra 600 Mb + TV", "mbps": 600},
    {"name": "Fibra 1 Gb + TV", "mbps": 1000},
)
DUE_AFTER_H = {"p1": 12, "p2": 24, "p3": 72, "p4": 120}


@dataclass(frozen=True, slots=True)
class VisitPlan:
    """One visit: its last phase, when she arrives, how long she works.

    A visit that was reassigned names in `moved_to` who got it. `clock_offset` is the
    server's time less that of the phone, `readings` what is surely measured, `outcome`
    how the customer surely signs, `mishap` a story of `mishaps`.
    """

    id: str
    technician: Person
    start: datetime
    end: datetime
    phase: str
    arrives: datetime
    works: timedelta
    minutes_offline: int = 0
    clock_offset: timedelta = timedelta()
    readings: dict[str, tuple[str, str | None]] = field(default_factory=dict)
    reason_code: str | None = None
    outcome: str | None = None
    mishap: str | None = None
    taken_away_at: datetime | None = None
    moved_to: Person | None = None
    moved_visit_id: str | None = None


@dataclass(frozen=True, slots=True)
class OrderPlan:
    """One order: what the office wrote down, its visits, how the office ended it."""

    id: str
    number: int | None
    household: Household
    service_type: str
    title: str
    description: str
    technology: str
    plan: dict[str, Any] | None
    priority: str
    opened_at: datetime
    opened_by: Person
    channel: str
    visits: list[VisitPlan]
    booked_by: Person = PRISCILA
    ending: str | None = None
    previous_visits: list[dict[str, Any]] = field(default_factory=list)

    @property
    def due_at(self) -> datetime:
        """Return the date by which the order must be done."""
        latest = [visit.end for visit in self.visits]
        return max(
            [self.opened_at + timedelta(hours=DUE_AFTER_H[self.priority]), *latest]
        )


def order_plan(
    rng: Random,
    household: Household,
    service_type: str,
    words: tuple[str, str],
    **more: Any,
) -> OrderPlan:
    """Fill in what follows from the kind of work; `more` decides the rest."""
    is_satellite = service_type == "antenna_pointing"
    defaults: dict[str, Any] = {
        "number": None,
        "technology": "dvb_s2" if is_satellite else "gpon",
        "plan": None if is_satellite else _plan(rng, words[0]),
        "priority": rng.choice(("p2", "p3", "p3", "p3", "p4")),
        "opened_by": KATIA,
        "channel": rng.choice(("phone", "phone", "phone", "online", "email")),
        "visits": [],
    }
    return OrderPlan(
        id=uuid_from(rng),
        household=household,
        service_type=service_type,
        title=words[0],
        description=words[1],
        **defaults | more,
    )


def work_time(rng: Random, service_type: str) -> timedelta:
    """Return how long the work takes, within the planned minutes of the trade."""
    return timedelta(minutes=rng.randint(*MINUTES[service_type]))


def _plan(rng: Random, title: str) -> dict[str, Any]:
    named = [
        plan for plan in PLANS if str(plan["name"]).removeprefix("Fibra ") in title
    ]
    return dict((named or [rng.choice(PLANS)])[0])

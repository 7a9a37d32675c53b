"""Ninety days of finished orders, with the failures that a real company has."""

from datetime import datetime, timedelta
from random import Random

from fieldapp.cli.demo import names
from fieldapp.cli.demo.customers import household, uuid_from
from fieldapp.cli.demo.people import KATIA, OTAVIO, TECHNICIANS, Person
from fieldapp.cli.demo.plans import OrderPlan, VisitPlan, order_plan, work_time
from fieldapp.cli.demo.today import ZONE

ORDERS = 600
DAYS = 90
SUNDAY = 6
WINDOW_HOURS = (8, 10, 13, 15, 17)
SERVICES = {  # percent, domain.md section 4
    "repair": 34,
    "installation": 28,
    "stb_setup": 10,
    "pick_up": 8,
    "antenna_pointing": 6,
    "relocation": 6,
    "upgrade": 6,
    "extra_point": 2,
}
REASONS = {  # percent, domain.md section 6, without those that end the order
    "customer_absent": 36,
    "customer_rescheduled": 15,
    "access_denied": 10,
    "technically_unfeasible": 9,
    "network_fault": 9,
    "address_not_found": 9,
    "missing_material": 7,
    "safety_risk": 5,
}
FAILED_FIRST_PERCENT = 12
LATE_PERCENT = 12
OFFLINE_PERCENT = 25
ENDINGS = ("closed",) * 17 + (None,) * 2 + ("cancelled",)


def history(rng: Random, now: datetime) -> list[OrderPlan]:
    """Return the orders that finished before today, oldest first."""
    days = [
        day
        for back in range(DAYS, 0, -1)
        if (day := (now.astimezone(ZONE) - timedelta(days=back))).weekday() != SUNDAY
    ]
    plans = [_finished(rng, days[n * len(days) // ORDERS], n) for n in range(ORDERS)]
    return sorted(plans, key=lambda plan: plan.opened_at)


def _finished(rng: Random, day: datetime, n: int) -> OrderPlan:
    person = TECHNICIANS[n % len(TECHNICIANS)]
    service = rng.choices(list(SERVICES), list(SERVICES.values()))[0]
    ending = rng.choice(ENDINGS)
    start = day.replace(
        hour=WINDOW_HOURS[n // len(TECHNICIANS) % len(WINDOW_HOURS)],
        minute=0,
        second=0,
        microsecond=0,
    )
    visits = [_done(rng, start, person, service)]
    if ending == "cancelled":
        visits = [_never_made(rng, start, person)]
    elif rng.randrange(100) < FAILED_FIRST_PERCENT:
        before = start - timedelta(days=1 if start.weekday() else 2)
        visits.insert(0, _failed(rng, before, person))
    opened_by = OTAVIO if service == "installation" else KATIA
    return order_plan(
        rng,
        household(rng, region=person.region),
        service,
        rng.choice(names.COMPLAINTS[service]),
        opened_at=visits[0].start - timedelta(hours=rng.randint(14, 50)),
        opened_by=opened_by,
        booked_by=opened_by,
        visits=visits,
        ending=ending,
    )


def _done(rng: Random, start: datetime, person: Person, service: str) -> VisitPlan:
    is_late = rng.randrange(100) < LATE_PERCENT
    minutes = rng.randint(122, 165) if is_late else rng.randint(2, 110)
    is_offline = rng.randrange(100) < OFFLINE_PERCENT
    return VisitPlan(
        id=uuid_from(rng),
        technician=person,
        start=start,
        end=start + timedelta(hours=2),
        phase="completed",
        arrives=start + timedelta(minutes=minutes),
        works=work_time(rng, service),
        minutes_offline=rng.randint(8, 95) if is_offline else 0,
    )


def _failed(rng: Random, start: datetime, person: Person) -> VisitPlan:
    return VisitPlan(
        id=uuid_from(rng),
        technician=person,
        start=start,
        end=start + timedelta(hours=2),
        phase="cannot_complete",
        arrives=start + timedelta(minutes=rng.randint(5, 100)),
        works=timedelta(minutes=12),
        reason_code=rng.choices(list(REASONS), list(REASONS.values()))[0],
    )


def _never_made(rng: Random, start: datetime, person: Person) -> VisitPlan:
    return VisitPlan(
        id=uuid_from(rng),
        technician=person,
        start=start,
        end=start + timedelta(hours=2),
        phase="cancelled",
        arrives=start,
        works=timedelta(),
    )

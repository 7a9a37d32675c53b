"""By when an order is due and how urgent its work is (domain.md section 7)."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

HOURS = {"p1": 12, "p2": 24, "p3": 72, "p4": 120}
BUSINESS_DAYS = {"pick_up": 3, "installation": 5, "relocation": 5, "extra_point": 5}
PRIORITIES = {"repair": "p3", "pick_up": "p4", "stb_setup": "p3"}
USUAL_PRIORITY = "p3"
URGENT = ("p1", "p2")
END_OF_WORK = 18
SATURDAY = 5


def usual_priority(service_type: str) -> str:
    """Return the priority that this kind of work starts with."""
    return PRIORITIES.get(service_type, USUAL_PRIORITY)


def due_at(service_type: str, priority: str, now: str, zone: str) -> str:
    """Return the local time, to the minute, by which the order must be done."""
    here = datetime.fromisoformat(now).astimezone(ZoneInfo(zone))
    days = BUSINESS_DAYS.get(service_type)
    if days is None or priority in URGENT:
        due = here + timedelta(hours=HOURS[priority])
        return due.strftime("%Y-%m-%dT%H:%M")
    while days:
        here += timedelta(days=1)
        days -= here.weekday() < SATURDAY
    return here.strftime(f"%Y-%m-%dT{END_OF_WORK}:00")

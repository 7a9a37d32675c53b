"""What the office writes down: an order, a visit, its end."""

from datetime import datetime, timedelta

from fieldapp import clock
from fieldapp.cli.demo.editions import editions
from fieldapp.cli.demo.pens import Act, Pens
from fieldapp.cli.demo.people import Person
from fieldapp.cli.demo.plans import OrderPlan, VisitPlan
from fieldapp.domain.documents import Document
from fieldapp.services import installation


def openings(plans: list[OrderPlan], pens: Pens) -> list[Act]:
    """Return the calls that opened the orders, with the next numbers of the company."""
    unnumbered = sum(plan.number is None for plan in plans)
    numbers = iter(installation.take_work_order_numbers(pens.connection, unnumbered))
    return [_opening(plan, plan.number or next(numbers), pens) for plan in plans]


def booking(plan: OrderPlan, visit: VisitPlan, pens: Pens, now: datetime) -> Act:
    """Return the promise of a visit, made the evening before at the latest."""
    at = min(visit.start, now) - timedelta(hours=12)
    arguments = {
        "visit_id": visit.id,
        "technician": _named(visit.technician, pens),
        "window": {
            "start_at": clock.to_text(visit.start),
            "end_at": clock.to_text(visit.end),
        },
        "template_version_id": editions()[plan.service_type]["id"],
    }
    at = max(at, plan.opened_at + timedelta(minutes=6))
    return office_act("schedule_visit", arguments, plan, at)


def taking_away(
    plan: OrderPlan, visit: VisitPlan, pens: Pens, now: datetime
) -> Act | None:
    """Return how the office ended a visit that was not made, if it did."""
    at = visit.taken_away_at or min(visit.start, now) - timedelta(minutes=40)
    if visit.phase == "cancelled":
        reason = {"reason": "Cliente desistiu antes da visita."}
        return office_act("cancel_work_order", reason, plan, at)
    if visit.phase == "reassigned" and visit.moved_to:
        arguments = {
            "visit_id": visit.id,
            "new_visit_id": visit.moved_visit_id,
            "technician": _named(visit.moved_to, pens),
        }
        return office_act("reassign_visit", arguments, plan, at)
    return None


def office_act(name: str, arguments: Document, plan: OrderPlan, at: datetime) -> Act:
    """Return an operation made online, received when it happened."""
    return Act(name, arguments, plan.id, at, at)


def _opening(plan: OrderPlan, number: int, pens: Pens) -> Act:
    arguments = {
        "work_order_id": plan.id,
        "number": number,
        "protocol_number": pens.protocol_number(plan.opened_at),
        "priority": plan.priority,
        "service_type": plan.service_type,
        "technology": plan.technology,
        "plan": plan.plan,
        "title": plan.title,
        "description": plan.description,
        "due_at": clock.to_text(plan.due_at),
        "channel": plan.channel,
        "customer": plan.household.customer,
        "site": plan.household.site,
        "devices": plan.household.devices,
        "previous_visits": plan.previous_visits,
    }
    return office_act("create_work_order", arguments, plan, plan.opened_at)


def _named(person: Person, pens: Pens) -> Document:
    author = pens.authors[person.login]
    return {"id": author.id, "name": author.name}

"""Plan a visit or move its window; the office's, without a mirror."""

from dataclasses import dataclass

from fieldapp.domain.documents import Document
from fieldapp.domain.phases import WAITING_PHASES
from fieldapp.domain.work_orders import follow_visits
from fieldapp.operations.arguments import Arguments, Id, Technician, Window
from fieldapp.operations.context import Context
from fieldapp.operations.guards import require_role
from fieldapp.operations.office import (
    is_overtaken,
    mark_changed,
    plan_visit,
    require_phase,
    shown_window,
    unfinished_visits,
)
from fieldapp.problem import Problem

VERSION = 1


@dataclass(frozen=True, slots=True)
class ScheduleVisit(Arguments):
    """Who goes when with which edition of the checklist.

    The id of a visit that still waits moves its window; its technician stays.
    """

    visit_id: Id
    technician: Technician
    window: Window
    template_version_id: Id


def authorize(_order: Document, _plan: ScheduleVisit, context: Context) -> None:
    """Dispatchers, supervisors and administrators plan."""
    require_role("plan_work", context)


def apply(order: Document, plan: ScheduleVisit, context: Context) -> Document:
    """Plan the visit or move its window; the order is scheduled.

    Where somebody else was faster, that plan stands and the author learns of both.
    """
    require_phase(
        order, "schedule_visit", "open", "scheduled", "in_progress", "on_hold"
    )
    known = [visit for visit in order["visits"] if visit["id"] == plan.visit_id]
    if known:
        return _move_window(order, known[0], plan, context)
    return _plan(order, plan, context)


def _plan(order: Document, plan: ScheduleVisit, context: Context) -> Document:
    name = plan.technician["name"]
    if unfinished_visits(order) and is_overtaken(order, "technician", name, context):
        return order
    plan_visit(
        order,
        plan.visit_id,
        plan.technician,
        plan.window,
        plan.template_version_id,
    )
    mark_changed(order, "technician", name, context)
    mark_changed(order, "window", shown_window(plan.window), context)
    follow_visits(order)
    return order


def _move_window(
    order: Document, visit: Document, plan: ScheduleVisit, context: Context
) -> Document:
    if visit["technician"]["id"] != plan.technician["id"]:
        raise Problem("arguments_invalid", field="technician")
    if visit["phase"] not in WAITING_PHASES:
        raise Problem("transition_illegal", step="schedule_visit", phase=visit["phase"])
    shown = shown_window(plan.window)
    if not is_overtaken(order, "window", shown, context):
        visit["window"] = plan.window
        mark_changed(order, "window", shown, context)
    return order

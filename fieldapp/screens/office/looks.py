"""How states look in the office: tone, icon and word, in that order of design."""

from typing import Any

from fieldapp.domain.phases import VISIT_PHASES, WORK_ORDER_PHASES
from fieldapp.translating import gettext as _

Chip = dict[str, Any]

ORDER_LOOKS = {
    "draft": ("todo", "pencil"),
    "open": ("warn", "user-plus"),
    "scheduled": ("todo", "circle"),
    "in_progress": ("work", "wrench"),
    "completing": ("route", "arrow-up"),
    "completed": ("done", "circle-check"),
    "closed": ("done", "check-check"),
    "on_hold": ("warn", "circle-pause"),
    "cancelled": ("off", "ban"),
}
VISIT_LOOKS = {
    "planned": ("todo", "circle"),
    "acknowledged": ("todo", "check"),
    "travelling": ("route", "navigation"),
    "on_site": ("work", "map-pin-check"),
    "working": ("work", "wrench"),
    "paused": ("warn", "circle-pause"),
    "completed": ("done", "circle-check"),
    "cannot_complete": ("off", "ban"),
    "reassigned": ("off", "user-x"),
    "cancelled": ("off", "ban"),
}
VISIT_SPEAKS = ("scheduled", "in_progress")


def chip(tone: str, icon: str, text: str) -> Chip:
    """Return a status as the chip partial takes it."""
    return {"tone": tone, "icon": icon, "text": text}


def order_chip(phase: str) -> Chip:
    """Return the chip of an order's phase."""
    return chip(*ORDER_LOOKS[phase], _(WORK_ORDER_PHASES[phase]))


def visit_chip(phase: str) -> Chip:
    """Return the chip of a visit's phase."""
    return chip(*VISIT_LOOKS[phase], _(VISIT_PHASES[phase]))


def state_chip(order: dict[str, Any], visit: dict[str, Any] | None) -> Chip:
    """Return the one chip that says where the order stands now."""
    if visit is not None and order["phase"] in VISIT_SPEAKS:
        return visit_chip(visit["phase"])
    return order_chip(order["phase"])

"""Values as paper and its printable page show them, by the filters of the templates."""

from typing import Any

from fieldapp.domain.documents import Document
from fieldapp.screens.moments import local_or_none
from fieldapp.screens.office.instants import local_second
from fieldapp.templating.environment import shared_environment
from fieldapp.translating import gettext as _

_FILTERS: dict[str, Any] = shared_environment().filters
number = _FILTERS["number"]
quantity = _FILTERS["quantity"]
duration = _FILTERS["duration"]
distance = _FILTERS["distance"]
phone = _FILTERS["phone"]
date = _FILTERS["date"]
clock = _FILTERS["clock"]


def day_and_time(moment: str, zone: str) -> str:
    """Return "14/05/2026, 09:32"."""
    local = local_or_none(moment, zone) or ""
    return f"{date(local)}, {clock(local)}"


def day_and_second(moment: str, zone: str) -> str:
    """Return "14/05/2026, 09:31:12"."""
    return second(local_second(moment, zone))


def second(local: str) -> str:
    """Return "14/05/2026, 09:31:12" of what is local already."""
    return f"{date(local)}, {local[11:]}"


def time_of(moment: str | None, zone: str) -> str:
    """Return "09:32", nothing without a moment."""
    local = local_or_none(moment, zone)
    return clock(local) if local else ""


def span(start: str | None, end: str | None, zone: str) -> str:
    """Return "14/05/2026, 08:41 to 09:32", as much of it as is known."""
    if start is None:
        return day_and_time(end, zone) if end else ""
    if end is None:
        return day_and_time(start, zone)
    return _(
        "%(start)s to %(end)s",
        start=day_and_time(start, zone),
        end=time_of(end, zone),
    )


def shown(value: Document | None) -> str:
    """Return an answer as the results screen holds it."""
    if value is None:
        return ""
    if value["decimal"] is None:
        return str(value["text"])
    return str(quantity(value["decimal"], value["unit"]))


def accepted(range_: Document | None) -> str:
    """Return the green zone of a reading."""
    if range_ is None:
        return ""
    ends, unit = range_["green"], range_["unit"]
    if ends["low"] is not None and ends["high"] is not None:
        low, high = quantity(ends["low"]), quantity(ends["high"], unit)
        return _("%(low)s to %(high)s", low=low, high=high)
    if ends["low"] is not None:
        return _("minimum %(low)s", low=quantity(ends["low"], unit))
    if ends["high"] is not None:
        return _("maximum %(high)s", high=quantity(ends["high"], unit))
    return ""

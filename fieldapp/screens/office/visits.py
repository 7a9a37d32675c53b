"""Which visit speaks for an order, how punctual it is, what must not be overlooked."""

from fieldapp.domain.documents import Document
from fieldapp.domain.manifest import kept_photos
from fieldapp.domain.phases import ARRIVED_PHASES, GONE_PHASES, UNFINISHED_PHASES
from fieldapp.screens.moments import minutes_between
from fieldapp.screens.office import looks
from fieldapp.screens.office.issue_words import late_chip
from fieldapp.screens.office.positions import far_m
from fieldapp.translating import gettext as _
from fieldapp.translating import ngettext


def speaking_visit(order: Document) -> Document | None:
    """Return the unfinished visit, else the latest that was not taken away."""
    kept = [visit for visit in order["visits"] if visit["phase"] not in GONE_PHASES]
    open_ones = [visit for visit in kept if visit["phase"] in UNFINISHED_PHASES]
    return next(iter((open_ones or kept or order["visits"])[-1:]), None)


def punctuality(visit: Document | None, now: str) -> Document | None:
    """Return {"kind": late or spare, "minutes"}; None while nothing can be said."""
    if visit is None or not visit["window"]:
        return None
    end = visit["window"]["end_at"]
    if visit["phase"] in ARRIVED_PHASES:
        return _arrival(visit, end)
    late = minutes_between(end, now)
    if visit["phase"] in UNFINISHED_PHASES and late > 0:
        return {"kind": "late", "minutes": late}
    return None


def marks(order: Document, visit: Document | None, issues: int) -> list[looks.Chip]:
    """Return what the office must not overlook about an order."""
    chips = []
    if issues:
        chips.append(looks.chip("conf", "git-compare", _("Needs a decision")))
    if visit and visit["phase"] == "cannot_complete" and order["phase"] == "open":
        chips.append(looks.visit_chip("cannot_complete"))
    if visit and visit["has_exception"]:
        chips.append(looks.chip("late", "circle-x", _("With exception")))
    if visit and visit["changed_after_sign_off"]:
        chips.append(looks.chip("conf", "pencil", _("Changed after signing")))
    far = [each for each in kept_photos(visit) if _is_far(each, order)] if visit else []
    if far:
        words = ngettext(
            "%(num)s photo taken elsewhere", "%(num)s photos taken elsewhere", len(far)
        )
        chips.append(looks.chip("warn", "map-pin-off", words))
    late = [each for each in order["visits"] if each["late_work"]]
    if late:
        is_cancelled = all(each["phase"] == "cancelled" for each in late)
        chips.append(late_chip(is_cancelled=is_cancelled))
    return chips


def _is_far(photo: Document, order: Document) -> bool:
    return far_m(photo["position"], order["site"]) is not None


def _arrival(visit: Document, end: str) -> Document | None:
    if not visit["arrived_at"]:
        return None
    spare = minutes_between(visit["arrived_at"], end)
    if spare < 0:
        return {"kind": "late", "minutes": -spare}
    return {"kind": "spare", "minutes": spare}

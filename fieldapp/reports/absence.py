"""Proof of absence on one sheet: door, position, attempts, waiting time, window."""

from fieldapp.domain.contacts import CONTACT_CHANNELS, CONTACT_OUTCOMES
from fieldapp.domain.documents import Document
from fieldapp.reports import words
from fieldapp.reports.gathering import Subject
from fieldapp.screens.moments import minutes_between
from fieldapp.screens.office.positions import position_shown
from fieldapp.translating import gettext as _


def parts(subject: Subject, zone: str) -> Document:
    """Return title and table of a visit that ended without service."""
    end = subject.visit["cannot_complete"]
    return {
        "title": _("Visit without service: %(reason)s", reason=_reason(subject)),
        "table_title": _("What was done on site"),
        "heads": [_("What"), _("When and where")],
        "rows": [
            {"cells": [what, text], "result": "", "mark": ""}
            for what, text in _lines(subject, zone)
            if text
        ],
        "remarks": [{"about": _("Remark."), "text": end["text"]}]
        if end["text"]
        else [],
    }


def _reason(subject: Subject) -> str:
    code = subject.visit["cannot_complete"]["reason_code"]
    entry = (subject.catalogue.get("reasons") or {}).get(code)
    return str(entry["label"] if entry else code).lower()


def _lines(subject: Subject, zone: str) -> list[tuple[str, str]]:
    visit, end = subject.visit, subject.visit["cannot_complete"]
    window, arrived = visit["window"], visit["arrived_at"]
    attempts = [
        (_("Contact attempt %(number)s", number=at), _attempt(each, zone))
        for at, each in enumerate(visit["contact_attempts"], start=1)
    ]
    waited = minutes_between(arrived, end["happened_at"]) if arrived else None
    promised = words.span(window["start_at"], window["end_at"], zone) if window else ""
    wanted = end["wanted_window"]
    return [
        (_("Promised window"), promised),
        (_("Arrival"), words.day_and_time(arrived, zone) if arrived else ""),
        (_("Position"), _position(end["position"], subject.order["site"])),
        *attempts,
        (_("Departure"), words.day_and_time(end["happened_at"], zone)),
        (_("Waited"), words.duration(waited) if waited is not None else ""),
        (
            _("Window that the customer wants"),
            words.span(wanted["start_at"], wanted["end_at"], zone) if wanted else "",
        ),
    ]


def _attempt(attempt: Document, zone: str) -> str:
    channel = _(CONTACT_CHANNELS.get(attempt["channel"], "Unknown"))
    outcome = _(CONTACT_OUTCOMES.get(attempt["outcome"], "Unknown"))
    return f"{words.day_and_time(attempt['happened_at'], zone)}, {channel}: {outcome}"


def _position(position: Document, site: Document) -> str:
    shown = position_shown(position, site)
    where = str(shown["text"])
    if shown["accuracy_m"] is not None:
        where += f" (±{words.distance(shown['accuracy_m'])})"
    if shown["away_m"] is None:
        return where
    away = words.distance(shown["away_m"])
    return where + ", " + _("%(distance)s from the address", distance=away)

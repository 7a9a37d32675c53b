"""The history of one order on two clocks, newest first, answers gathered."""

from itertools import groupby
from typing import Any

from fieldapp.domain import limits
from fieldapp.domain.answers import parse_answer
from fieldapp.domain.distance import distance_m
from fieldapp.domain.documents import Document
from fieldapp.problem import Problem
from fieldapp.screens.moments import minutes_between
from fieldapp.screens.office import events
from fieldapp.screens.office.events import Facts
from fieldapp.screens.office.instants import local_second
from fieldapp.screens.office.results import shown_value
from fieldapp.translating import gettext as _
from fieldapp.translating import ngettext

OFFLINE_MIN = 2
MINUTE_MS = 60_000
GATHERED = ("answer_checklist_item", "attach_evidence")
TONES = {"amber": "warn", "red": "late"}


def timeline(entries: list[Document], facts: Facts, zone: str) -> list[Document]:
    """Return the events of ledger entries given oldest first."""
    said = [_event(entry, facts, zone) for entry in reversed(entries)]
    if said:
        newest = said[0]["received"][:10]
        for event in said:
            event["has_day"] = event["happened"][:10] != newest
            event["received_has_day"] = event["received"][:10] != newest
    return [
        event
        for _key, run in groupby(said, key=_run_key)
        for event in _gather(list(run))
    ]


def _event(entry: Document, facts: Facts, zone: str) -> Document:
    tone, icon, text = events.say(entry["name"], entry["arguments"], facts)
    event = {
        "id": entry["operation_id"],
        "name": entry["name"],
        "tone": tone,
        "icon": icon,
        "text": text,
        "reading": None,
        "distance_m": None,
        "who": _("Server") if entry["actor_role"] == "system" else entry["actor_name"],
        "happened": local_second(entry["happened_at"], zone),
        "received": local_second(entry["received_at"], zone),
        "is_from_phone": entry["is_from_phone"],
        "minutes_offline": _minutes_offline(entry),
        "clock_minutes_off": _clock_minutes_off(entry),
        "verdict_on_record": _outcome(entry),
        "details": [],
        "gathers": entry["name"] in GATHERED and entry["status"] == "applied",
    }
    return event | _more(entry, facts)


def _more(entry: Document, facts: Facts) -> Document:
    arguments = entry["arguments"] or {}
    if entry["name"] == "answer_checklist_item":
        return _reading(arguments, facts)
    if entry["name"] == "arrive_on_site":
        here, site = arguments.get("position") or {}, facts.order["site"]
        is_known = here.get("latitude") and site.get("latitude")
        return {"distance_m": distance_m(here, site) if is_known else None}
    return {}


def _reading(arguments: Document, facts: Facts) -> Document:
    """Let a reading out of its range stand alone; the others are gathered."""
    item = facts.items.get(arguments.get("item_id", ""))
    value = None if item is None else _as_kept(item, arguments.get("value"))
    if item is None or value is None:
        return {}
    shown = {"reading": shown_value(item, value)}
    if item["kind"] != "number":
        return shown
    zone = limits.verdict(item, value, limits.facts_of(facts.order))["verdict"]
    if zone not in TONES:
        return shown
    icon = "circle-x" if zone == "red" else "circle-alert"
    words = _("%(item)s failed") if zone == "red" else _("%(item)s borderline")
    text = words % {"item": item["prompt"]}
    return shown | {"tone": TONES[zone], "icon": icon, "text": text, "gathers": False}


def _as_kept(item: Document, typed: Any) -> Any:
    """Return an answer as `apply` keeps it: the ledger holds what was typed."""
    try:
        return parse_answer(item, typed)
    except Problem:
        return None


def _minutes_offline(entry: Document) -> int | None:
    """Return minutes on the phone, by its clock as the server measured it."""
    if not entry["is_from_phone"]:
        return None
    minutes = minutes_between(entry["corrected_at"], entry["received_at"])
    return minutes if minutes >= OFFLINE_MIN else None


def _clock_minutes_off(entry: Document) -> int | None:
    if not entry["clock_suspect"]:
        return None
    ahead_ms: int = -entry["clock_offset_ms"]
    return round(ahead_ms / MINUTE_MS)


def _outcome(entry: Document) -> str | None:
    return {
        "conflict": _("Conflict: both values are kept"),
        "parked": _("Waits for a decision of the office"),
        "rejected": _("Could not apply; kept as it came"),
    }.get(entry["status"])


def _run_key(event: Document) -> tuple[object, ...]:
    if not event["gathers"]:
        return (event["id"],)
    return (event["name"], event["who"])


def _gather(run: list[Document]) -> list[Document]:
    """Make two or more of a kind one line, with the details folded under it."""
    if len(run) == 1:
        return run
    count = len(run)
    words = {
        "answer_checklist_item": ngettext(
            "%(num)d item answered", "%(num)d items answered", count
        ),
        "attach_evidence": ngettext(
            "%(num)d photo taken", "%(num)d photos taken", count
        ),
    }
    first = run[0]
    gathered = {
        "text": words[first["name"]],
        "reading": None,
        "minutes_offline": max(each["minutes_offline"] or 0 for each in run),
        "details": run,
    }
    return [first | gathered]

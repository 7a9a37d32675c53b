"""The page of one order, as its visit; mirror: service_worker/screens/visits.js."""

import re

from fieldapp.domain.checklists import expand, has_photo, missing, progress, visible
from fieldapp.domain.documents import Document
from fieldapp.domain.phases import FINISHED_PHASES, GONE_PHASES, UNFINISHED_PHASES
from fieldapp.screens.contacts import contacts
from fieldapp.screens.gone import gone_of
from fieldapp.screens.moments import local_or_none, seconds_between
from fieldapp.screens.steps import next_steps
from fieldapp.screens.window import window_chips

STATIONS = {
    "planned": 0,
    "acknowledged": 0,
    "travelling": 1,
    "on_site": 2,
    "working": 3,
    "completed": 4,
}
STATION_TIMES = ["travel_started_at", "arrived_at", "work_started_at", "completed_at"]
"""How far she came with a visit that was taken away."""
STATION_NAMES = ["accepted", "travelling", "on_site", "working", "completed"]
KIND_WORDS = {
    "ont": "ONT",
    "stb": "Receptor",
    "router": "Roteador",
    "antenna": "Antena",
    "lnbf": "LNBF",
}
POSTAL_CODE = re.compile("[0-9]{8}")
CONCLUSION = 4
REPEAT_DAYS = 90
REPEAT_VISITS = 3
UNDO_S = 10


def visit_screen(
    order: Document,
    visit: Document,
    template_version: Document | None,
    scene: Document,
) -> Document:
    """Return the order as she sees it: contacts, place, what is left, history."""
    now, zone = scene["now"], scene["zone"]
    items = expand(template_version, order)
    gaps = missing(items, visit)
    return {
        "visit": _visit(visit, zone),
        "gone": gone_of(visit, zone),
        "order": _order(order, zone),
        "contacts": contacts(order, visit, scene),
        "stations": _stations(visit),
        "window": _window(visit, now, zone),
        "todo": _todo(items, visit, template_version, gaps),
        "console": _console(visit, len(gaps)),
        "undo": _undo(visit, now, zone),
        "notes": [_note(note, zone) for note in order["notes"]],
        "previous_visits": [_previous(past, zone) for past in order["previous_visits"]],
        "repeat_count": _repeat_count(order, now),
    }


def gone_screen(
    kind: str, number: int | None, name: str | None, at: str | None, scene: Document
) -> Document:
    """Return the page of an order that is "not_here", "moved" or "cancelled"."""
    return {
        "gone": {
            "kind": kind,
            "number": number,
            "name": name,
            "at": local_or_none(at, scene["zone"]),
        }
    }


def _visit(visit: Document, zone: str) -> Document:
    pause = visit["pause"]
    return {
        "id": visit["id"],
        "phase": visit["phase"],
        "is_new": visit["phase"] == "planned",
        "is_gone": visit["phase"] in GONE_PHASES,
        "can_pause": visit["phase"] in ["travelling", "on_site", "working"],
        "pause_reason": pause["reason_code"] if pause else None,
        "paused_at": local_or_none(pause["happened_at"], zone) if pause else None,
        "is_late": visit["late_work"],
        "completed_at": local_or_none(visit["completed_at"], zone),
        "ended_at": local_or_none(visit["ended_at"], zone),
        "has_exception": visit["has_exception"],
    }


def _order(order: Document, zone: str) -> Document:
    opened = order["opened"]
    site = order["site"]
    return {
        "id": order["id"],
        "number": order["number"],
        "protocol_number": order["protocol_number"],
        "title": order["title"],
        "technology": order["technology"],
        "description": order["description"],
        "customer_name": order["customer"]["name"],
        "opened_at": local_or_none(opened["at"], zone),
        "opened_by": opened["by"]["name"],
        "channel": opened["channel"],
        "street_line": _joined(
            [site["street"], site["number"], site["complement"]], ", "
        ),
        "place_line": _joined(
            [site["district"], postal_code_words(site["postal_code"]), site["city"]],
            " · ",
        ),
        "reference_point": site["reference_point"],
        "access_note": site["access_note"],
        "devices": [_device(device) for device in order["devices"]],
    }


def postal_code_words(code: str | None) -> str | None:
    """Return a CEP as people write it: 38408-120."""
    if code and POSTAL_CODE.fullmatch(code):
        return f"{code[:5]}-{code[5:]}"
    return code


def _device(device: Document) -> Document:
    """Return the device, its kind said once: "ONT ZTE F670L" names it already."""
    word = KIND_WORDS.get(device["kind"], "")
    model = (device["model"] or "").removeprefix(f"{word} ")
    return {**device, "model": model}


def _joined(parts: list[str | None], separator: str) -> str:
    return separator.join(part for part in parts if part)


def _stations(visit: Document) -> list[Document]:
    phase = visit["phase"]
    reached = _reached(visit)
    is_done = phase == "completed"
    return [
        {
            "name": "cannot_complete"
            if index == CONCLUSION and _is_failed(visit)
            else name,
            "state": _station_state(index, reached, is_done=is_done),
        }
        for index, name in enumerate(STATION_NAMES)
    ]


def _reached(visit: Document) -> int:
    if _is_failed(visit):
        return CONCLUSION
    if visit["phase"] in GONE_PHASES:
        times = enumerate(STATION_TIMES, start=1)
        return max((n for n, moment in times if visit[moment]), default=0)
    phase = (
        visit["pause"]["from_phase"] if visit["phase"] == "paused" else visit["phase"]
    )
    return STATIONS.get(phase, 0)


def _is_failed(visit: Document) -> bool:
    return bool(visit["phase"] == "cannot_complete")


def _station_state(index: int, reached: int, *, is_done: bool) -> str:
    if is_done or index < reached:
        return "done"
    return "now" if index == reached else "todo"


def _window(visit: Document, now: str, zone: str) -> Document:
    window = visit["window"]
    return {
        "starts": local_or_none(window["start_at"], zone),
        "ends": local_or_none(window["end_at"], zone),
        "chips": window_chips(visit["phase"], window["end_at"], now),
    }


def _todo(
    items: list[Document],
    visit: Document,
    template_version: Document | None,
    gaps: list[Document],
) -> Document:
    answered = progress(items, visit)
    shown = visible(items, visit["answers"])
    photos = [
        item for item in shown if item["kind"] == "photo" and item.get("required")
    ]
    taken = [item for item in photos if has_photo(item, visit)]
    asked = [gap for gap in gaps if gap["what"] == "photo"]
    sign_off = visit["sign_offs"][-1] if visit["sign_offs"] else None
    return {
        "title": template_version["title"] if template_version else None,
        "total": len([item for item in shown if item["kind"] != "instruction"]),
        "answered": answered["answered"],
        "required": answered["required"],
        "missing": len({gap["item_id"] for gap in gaps}),
        "photos_wanted": len(photos) + len(asked),
        "photos_taken": len(taken),
        "sign_off_outcome": sign_off["outcome"] if sign_off else None,
        "signer_name": sign_off["signer_name"] if sign_off else None,
        "has_changed": visit["changed_after_sign_off"],
    }


def _console(visit: Document, gaps: int) -> Document:
    is_open = visit["phase"] in UNFINISHED_PHASES
    pause = visit["pause"]
    return {
        "can_fail": is_open,
        "is_over": visit["phase"] in [*FINISHED_PHASES, *GONE_PHASES],
        "steps": next_steps(
            visit["id"],
            visit["phase"],
            paused_from=pause["from_phase"] if pause else None,
            missing=gaps,
            is_signed=bool(visit["sign_offs"]),
        ),
    }


def _undo(visit: Document, now: str, zone: str) -> Document | None:
    undo = visit["undo"]
    if not undo or undo["name"] == "acknowledge_visit":
        return None
    age_s = seconds_between(undo["happened_at"], now)
    if not 0 <= age_s <= UNDO_S:
        return None
    return {
        "operation_id": undo["operation_id"],
        "name": undo["name"],
        "at": local_or_none(undo["happened_at"], zone),
        "left_s": UNDO_S - age_s,
    }


def _note(note: Document, zone: str) -> Document:
    return {
        "text": note["text"],
        "by": note["by"]["name"],
        "at": local_or_none(note["happened_at"], zone),
    }


def _previous(past: Document, zone: str) -> Document:
    return {
        "title": past["title"],
        "technician_name": past["technician_name"],
        "at": local_or_none(past["happened_at"], zone),
        "is_done": past["outcome"] == "completed",
    }


def _repeat_count(order: Document, now: str) -> int:
    """Return this visit and those of the last 90 days, 0 below the third."""
    day_s = 24 * 60 * 60
    recent = [
        past
        for past in order["previous_visits"]
        if seconds_between(past["happened_at"], now) <= REPEAT_DAYS * day_s
    ]
    count = len(recent) + 1
    return count if count >= REPEAT_VISITS else 0

"""Why the visit could not be done, and its proof; mirror: .../cannot_complete.js."""

from collections.abc import Mapping

from fieldapp.domain.documents import Document
from fieldapp.domain.manifest import kept_photos
from fieldapp.domain.texts import trimmed
from fieldapp.screens.moments import local_or_none, minutes_after, seconds_between

COMMONEST = [
    "customer_absent",
    "customer_rescheduled",
    "address_not_found",
    "technically_unfeasible",
    "access_denied",
    "network_fault",
    "missing_material",
]
IN_WRITING = ["text", "reading", "port", "serial", "link"]
ORDER = ["photo", "contact_attempts", "call", "waiting_timer", "window", "text"]
ATTEMPTS = {"contact_attempts": 2, "call": 1}
WAITING_MIN = 10
FIELDS = ["reason_code", "text", "window_day", "window_from", "window_to"]


def cannot_complete_screen(
    order: Document,
    visit: Document,
    reasons: Document,
    form: Mapping[str, str],
    scene: Document,
) -> Document:
    """Return the reasons, the proof of the chosen one and what is done next.

    `action` is the first proof that is missing, "choose" without a reason, "record"
    when all is there.
    """
    chosen = form.get("reason_code", "")
    proofs = proofs_of(visit, reasons, form, scene)
    missing = [proof["kind"] for proof in proofs if not proof["is_done"]]
    others = [code for code in reasons if code not in COMMONEST]
    action = next(iter([*missing, "record"])) if chosen in reasons else "choose"
    return {
        "visit_id": visit["id"],
        "number": order["number"],
        "customer_name": order["customer"]["name"],
        "phone": next(iter(order["customer"]["phones"]), ""),
        "common_reasons": [
            _reason(code, reasons, chosen) for code in COMMONEST if code in reasons
        ],
        "other_reasons": [_reason(code, reasons, chosen) for code in others],
        "is_other": chosen in others,
        "chosen": chosen if chosen in reasons else "",
        "proofs": proofs,
        "takes_sign_off": _asks(reasons, chosen, "sign_off"),
        "sign_off_count": len(visit["sign_offs"]),
        "today": local_or_none(scene["now"], scene["zone"]),
        "action": action,
        "can_skip": bool(missing) and "text" not in missing,
        "form": {name: form.get(name, "") for name in FIELDS},
    }


def proofs_of(
    visit: Document, reasons: Document, form: Mapping[str, str], scene: Document
) -> list[Document]:
    """Return each proof that the chosen reason asks for, and whether it is there."""
    chosen = form.get("reason_code", "")
    asked = reasons[chosen]["proof"] if chosen in reasons else []
    kinds = [kind for kind in ORDER if kind in asked]
    written = [kind for kind in IN_WRITING if kind in asked]
    if written and "text" not in kinds:
        kinds.append("text")
    facts = {"now": scene["now"], "zone": scene["zone"], "written": written}
    return [_proof(kind, visit, form, facts) for kind in kinds]


def free_photos(visit: Document) -> list[Document]:
    """Return the photos that belong to no item: those show the place."""
    return [photo for photo in kept_photos(visit) if not photo.get("item_id")]


def _proof(
    kind: str, visit: Document, form: Mapping[str, str], facts: Document
) -> Document:
    proof = {"kind": kind, "is_done": False, "count": 0, "wanted": 1, "times": []}
    if kind == "photo":
        count = len(free_photos(visit))
        return {**proof, "count": count, "is_done": count > 0}
    if kind in ATTEMPTS:
        return {**proof, **_attempts(visit, ATTEMPTS[kind], facts["zone"])}
    if kind == "waiting_timer":
        return {**proof, **_waiting(visit, facts["now"], facts["zone"])}
    if kind == "window":
        return {**proof, "is_done": has_window(form)}
    text = trimmed(form.get("text", ""))
    return {**proof, "is_done": bool(text), "times": [], "written": facts["written"]}


def has_window(form: Mapping[str, str]) -> bool:
    """Tell whether day, start and end are given and in their order."""
    day, start, end = (form.get(name, "") for name in FIELDS[2:])
    return bool(day and start and end and start < end)


def _attempts(visit: Document, wanted: int, zone: str) -> Document:
    attempts = visit["contact_attempts"]
    return {
        "count": len(attempts),
        "wanted": wanted,
        "times": [local_or_none(each["happened_at"], zone) for each in attempts],
        "is_done": len(attempts) >= wanted,
    }


def _waiting(visit: Document, now: str, zone: str) -> Document:
    """Count from the arrival, else from the first attempt to reach somebody."""
    tries = [attempt["happened_at"] for attempt in visit["contact_attempts"]]
    start = visit["arrived_at"] or next(iter(tries), None)
    if start is None:
        return {"until": None, "left_s": 0, "left_min": WAITING_MIN}
    until = minutes_after(start, WAITING_MIN)
    left_s = max(0, seconds_between(now, until))
    return {
        "until": local_or_none(until, zone),
        "left_s": left_s,
        "left_min": -(-left_s // 60),
        "is_done": left_s == 0,
    }


def _reason(code: str, reasons: Document, chosen: str) -> Document:
    return {
        "code": code,
        "label": reasons[code]["label"],
        "is_chosen": code == chosen,
    }


def _asks(reasons: Document, chosen: str, proof: str) -> bool:
    return chosen in reasons and proof in reasons[chosen]["proof"]

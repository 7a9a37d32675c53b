"""What is still on this phone, and what needs her; mirror: .../outbox.js."""

from collections.abc import Sequence

from fieldapp.domain import unsent
from fieldapp.domain.documents import Document
from fieldapp.domain.local_time import local_day, with_local_times
from fieldapp.problem import KINDS, NEVER_ON_A_PHONE, Problem
from fieldapp.screens.gone import gone_in
from fieldapp.screens.moments import local_or_none
from fieldapp.translating import gettext

LINE_KINDS = {
    "answer_checklist_item": "answers",
    "attach_evidence": "photos",
    "remove_evidence": "photos",
    "sign_off": "sign_off",
    "finish_visit": "finish",
    "report_cannot_complete": "cannot_complete",
    "add_note": "notes",
    "scan_device": "scans",
}
FAILURES_TOLD = 3


def outbox_screen(
    issues: list[Document],
    waiting: list[Document],
    received: list[Document],
    scene: Document,
    lost: Sequence[Document] = (),
) -> Document:
    """Return what needs her, what waits and what the office received today.

    `waiting` and `received` are operations with {"id", "name", "work_order_number",
    "customer_name", "visit_id", "happened_at", "received_at", "size_bytes",
    "failures", "percent", "state"}; `lost` are the photos and signatures whose bytes
    the phone lost, {"number", "visit_id", "is_signature", "sha256", "name", "at"}.
    """
    zone = scene["zone"]
    today = local_day(scene["now"], zone)
    fresh = [one for one in received if local_day(one["received_at"], zone) == today]
    needing = [issue for issue in issues if is_hers(issue)]
    return {
        "tab": "outbox",
        "waiting_count": len(waiting),
        "oldest": _oldest(waiting, scene),
        "issues": [issue_row(issue, zone) for issue in needing],
        "lost": [{**one, "at": local_or_none(one["at"], zone)} for one in lost],
        "stuck": [_stuck_row(one) for one in waiting if _is_stuck(one)],
        "waiting": _photos_last(_grouped(waiting, zone)),
        "received": _grouped(fresh, zone),
    }


def _oldest(waiting: list[Document], scene: Document) -> Document | None:
    """Return since when something waits, and how urgent that is."""
    if not waiting:
        return None
    at = min(one["happened_at"] for one in waiting)
    tone = unsent.tone(at, scene["now"])
    return {"at": local_or_none(at, scene["zone"]), "tone": tone}


def is_hers(issue: Document) -> bool:
    """Tell whether the issue still waits for its author.

    Of a lost photo her phone itself tells.
    """
    is_told = issue["reason"] == "missing_photo" or issue.get("author_decision")
    return issue["status"] == "open" and not is_told


def issue_row(issue: Document, zone: str) -> Document:
    """Return one thing that waits for her decision."""
    return {
        "id": issue["id"],
        "number": issue["work_order_number"],
        "visit_id": issue["visit_id"],
        "reason": issue["reason"],
        "operation_name": issue["operation_name"],
        "message": _message(issue, zone),
        "gone": gone_in(issue, zone),
        "to_name": issue["to_name"],
        "is_late": issue["reason"] == "late_work",
        "status": _status(issue["reason"]),
    }


def _message(issue: Document, zone: str) -> str:
    """Return the sentence in the reader's language, whatever it was opened in."""
    reason, details = issue["reason"], issue["details"] or {}
    is_known = reason in KINDS and reason not in NEVER_ON_A_PHONE
    text = Problem(reason, **details).message(gettext) if is_known else issue["message"]
    return with_local_times(text, zone)


def _status(reason: str) -> str:
    return "conf" if reason in ("concurrent_answer", "concurrent_change") else "late"


def _is_stuck(operation: Document) -> bool:
    """Tell whether the same item failed three times."""
    return bool(operation["failures"] >= FAILURES_TOLD)


def _stuck_row(operation: Document) -> Document:
    return {
        "number": operation["work_order_number"],
        "visit_id": operation["visit_id"],
        "kind": LINE_KINDS.get(operation["name"], "steps"),
        "count": 1,
        "failures": operation["failures"],
        "reached": f"{operation['percent']}%",
    }


def _photos_last(lines: list[Document]) -> list[Document]:
    """Photos travel after all words, so they stand last."""
    return sorted(lines, key=lambda line: line["kind"] == "photos")


def _grouped(operations: list[Document], zone: str) -> list[Document]:
    """Return one line per order and kind, each with its count, newest last."""
    groups: dict[str, Document] = {}
    for operation in operations:
        kind = LINE_KINDS.get(operation["name"], "steps")
        state = operation["state"]
        key = f"{operation['work_order_number']} {kind} {state}"
        line = groups.setdefault(key, _line(operation, kind))
        line["count"] += 1
        line["size_bytes"] += operation["size_bytes"]
        line["at"] = local_or_none(operation["happened_at"], zone)
        line["received_at"] = local_or_none(operation["received_at"], zone)
    return list(groups.values())


def _line(operation: Document, kind: str) -> Document:
    return {
        "kind": kind,
        "number": operation["work_order_number"],
        "customer_name": operation["customer_name"],
        "state": operation["state"],
        "count": 0,
        "size_bytes": 0,
        "at": None,
        "received_at": None,
    }

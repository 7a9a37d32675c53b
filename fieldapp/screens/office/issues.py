"""What waits for the office's decision: the inbox, and one thing in full."""

from fieldapp.domain.documents import Document
from fieldapp.domain.permissions import may
from fieldapp.screens.moments import local_or_none
from fieldapp.screens.office import events, looks
from fieldapp.screens.office.events import Facts
from fieldapp.screens.office.instants import local_second
from fieldapp.screens.office.issue_words import late_chip, message_of
from fieldapp.screens.office.windows import window_text
from fieldapp.translating import gettext as _

ADDRESS = "/office/issues"


def inbox_screen(issues: list[Document], status: str, zone: str) -> Document:
    """Return the context of office/issues/index.html."""
    return {
        "section": "issues",
        "status": status,
        "rows": [_row(issue, zone) for issue in issues],
    }


def issue_screen(  # noqa: PLR0913 # the parts of one page
    issue: Document,
    order: Document | None,
    facts: Facts | None,
    *,
    kept: Document | None,
    role: str,
    zone: str,
) -> Document:
    """Return the context of office/issues/show.html; `kept` is the standing entry."""
    operation = issue["operation"]
    content = operation["content"] or {}
    said = facts and events.say(
        issue["operation_name"], content.get("arguments"), facts
    )
    details = issue["details"] or {}
    return {
        "section": "issues",
        "issue": {
            **_row({**issue, "author": issue["author"]["name"]}, zone),
            "said": said[2] if said else None,
            "field": _field(details.get("field"), facts),
            "lost": _side(details.get("lost"), _lost_by(issue), operation, zone),
            "kept": _side(details.get("kept"), _kept_by(issue, kept), kept, zone),
            "is_conflict": "kept" in details,
            "on_phone": _clock(operation["happened_at"], zone),
            "on_server": _clock(operation["received_at"], zone),
            "choices": _choices(issue) if may(role, "resolve_issues") else [],
            "resolution": _resolution(issue, zone),
        },
        "order_title": order["title"] if order else None,
        "customer": order["customer"]["name"] if order else None,
    }


def _row(issue: Document, zone: str) -> Document:
    return {
        "id": issue["id"],
        "href": f"{ADDRESS}/{issue['id']}",
        "look": _look(issue),
        "message": message_of(issue, zone),
        "who": issue.get("author") or "",
        "what": _(OPERATION_WORDS.get(issue["operation_name"], "Entry")),
        "number": issue["work_order_number"],
        "order_href": f"/office/work_orders/{issue['work_order_id']}"
        if issue["work_order_number"]
        else None,
        "at": local_or_none(issue["at"], zone),
        "is_open": issue["status"] == "open",
        "decision": _decided(issue),
    }


def _look(issue: Document) -> looks.Chip:
    """Return what kind of decision this is; its choices tell."""
    if issue["reason"] == "late_work":
        return late_chip(is_cancelled=not issue["to_name"])
    if "keep" in issue["choices"]:
        return looks.chip("conf", "git-compare", _("Conflict"))
    if "apply" in issue["choices"]:
        return looks.chip("warn", "circle-pause", _("Parked"))
    return looks.chip("late", "circle-x", _("Refused"))


def _decided(issue: Document) -> str | None:
    resolution = issue["resolution"]
    return _(DECISIONS[resolution["decision"]]) if resolution else None


def _choices(issue: Document) -> list[Document]:
    if issue["status"] != "open":
        return []
    return [_choice(code, "keep" in issue["choices"]) for code in issue["choices"]]


def _choice(code: str, is_conflict: bool) -> Document:  # noqa: FBT001 # the kind of issue
    if code == "apply" and is_conflict:
        words = (
            _("Use the other value"),
            _("It is applied now; the present one stays in the history."),
        )
    elif code == "apply":
        words = (
            _("Apply it now"),
            _("It is tried again as it was sent. What does not fit stays here."),
        )
    elif code == "keep":
        words = (
            _("Keep what stands"),
            _("Nothing changes; the other value stays in the history."),
        )
    else:
        words = (
            _("Close without applying"),
            _("It stays in the history with your note."),
        )
    return {"code": code, "label": words[0], "help": words[1]}


def _resolution(issue: Document, zone: str) -> Document | None:
    found = issue["resolution"]
    if not found:
        return None
    return {
        "decision": _(DECISIONS[found["decision"]]),
        "note": found["note"],
        "who": found["by"]["name"],
        "at": local_or_none(found["at"], zone),
    }


def _side(value: object, who: str, entry: Document | None, zone: str) -> Document:
    return {
        "value": _text(value, zone),
        "who": who,
        "on_phone": _clock(entry["happened_at"], zone) if entry else None,
        "on_server": _clock(entry["received_at"], zone) if entry else None,
    }


def _lost_by(issue: Document) -> str:
    return issue["author"]["name"] or ""


def _kept_by(issue: Document, kept: Document | None) -> str:
    return str((kept or {}).get("actor_name") or issue["details"].get("by") or "")


def _clock(moment: str | None, zone: str) -> str | None:
    return local_second(moment, zone) if moment else None


def _text(value: object, zone: str) -> str:
    """Return a value as a person reads it; a window in local time."""
    if isinstance(value, list):
        return ", ".join(str(each) for each in value)
    if value is True:
        return _("Yes")
    if value is False:
        return _("No")
    start, dash, end = str(value or "").partition(" – ")
    if dash and start.endswith("Z"):
        return window_text({"start_at": start, "end_at": end}, zone)
    return str(value) if value not in (None, "") else "—"


def _field(name: object, facts: Facts | None) -> str:
    item = facts.items.get(str(name)) if facts else None
    return item["prompt"] if item else _(FIELD_WORDS.get(str(name), "Value"))


def marked(message: str) -> str:
    """Return a message that is translated where it is shown."""
    return message


DECISIONS = {
    "apply": marked("Applied"),
    "keep": marked("Kept as it was"),
    "close": marked("Closed"),
}
FIELD_WORDS = {
    "window": marked("Window"),
    "technician": marked("Technician"),
    "address": marked("Address"),
    "site": marked("Address"),
    "contact": marked("Customer"),
    "customer": marked("Customer"),
    "title": marked("Title"),
    "priority": marked("Priority"),
    "due_at": marked("Due"),
    "description": marked("What the customer said"),
}
OPERATION_WORDS = {
    "answer_checklist_item": marked("Answer"),
    "attach_evidence": marked("Photo"),
    "sign_off": marked("Signature"),
    "finish_visit": marked("End of the visit"),
    "report_cannot_complete": marked("Visit not done"),
    "add_note": marked("Note"),
    "schedule_visit": marked("Planning"),
    "reassign_visit": marked("Change of technician"),
    "request_change": marked("Request of a change"),
    "start_travel": marked("On the way"),
    "arrive_on_site": marked("Arrival"),
    "start_work": marked("Start of the work"),
}

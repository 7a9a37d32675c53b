"""What waits for the office's decision: the inbox, and one thing in full."""

from fieldapp.domain.documents import Document
from fieldapp.domain.permissions import may
from fieldapp.screens.moments import local_or_none
from fieldapp.screens.office import events, issue_fields, looks
from fieldapp.screens.office.events import Facts
from fieldapp.screens.office.instants import local_second
from fieldapp.screens.office.issue_titles import title_of, what_was_sent
from fieldapp.screens.office.issue_words import late_chip
from fieldapp.translating import gettext as _
from fieldapp.translating import marked

ADDRESS = "/office/issues"
TOOK_EFFECT = ("late_work", "missing_photo", "manifest_mismatch")


def inbox_screen(
    issues: list[Document],
    items: dict[str, dict[str, Document]],
    status: str,
    decided: Document | None,
    zone: str,
) -> Document:
    """Return the context of office/issues/index.html.

    `items` are the checklist items of each order by its id; `decided` is what was just
    decided, if anything was.
    """
    return {
        "section": "issues",
        "status": status,
        "decided": decided and _row(decided, _items_of(decided, items), zone),
        "rows": [_row(issue, _items_of(issue, items), zone) for issue in issues],
    }


def _items_of(
    issue: Document, items: dict[str, dict[str, Document]]
) -> dict[str, Document]:
    return items.get(issue["work_order_id"] or "", {})


def issue_screen(  # noqa: PLR0913 # the parts of one page
    issue: Document,
    order: Document | None,
    facts: Facts | None,
    *,
    standing: dict[str, Document],
    role: str,
    zone: str,
) -> Document:
    """Return the context of office/issues/show.html.

    `standing` is the other person's entry about each field that has two values.
    """
    items = facts.items if facts else {}
    author = {**issue, "author": issue["author"]["name"]}
    return {
        "section": "issues",
        "issue": {
            **_row(author, items, zone),
            "fields": issue_fields.rows(issue, items, standing, zone),
            "sent": _sent(issue, facts, zone),
            "choices": _choices(issue) if may(role, "resolve_issues") else [],
            "author_said": _author_said(issue, zone),
            "resolution": _resolution(issue, zone),
        },
        "order_title": order["title"] if order else None,
        "customer": order["customer"]["name"] if order else None,
    }


def _row(issue: Document, items: dict[str, Document], zone: str) -> Document:
    return {
        "id": issue["id"],
        "href": f"{ADDRESS}/{issue['id']}",
        "look": _look(issue),
        "title": title_of(issue, items),
        "who": issue.get("author") or "",
        "what": what_was_sent(issue["operation_name"]),
        "number": issue["work_order_number"],
        "order_href": f"/office/work_orders/{issue['work_order_id']}"
        if issue["work_order_number"]
        else None,
        "at": local_or_none(issue["at"], zone),
        "decision": _decided(issue),
    }


def _sent(issue: Document, facts: Facts | None, zone: str) -> Document:
    """Return what the entry says, its value where it has one, and both clocks."""
    operation = issue["operation"]
    arguments = (operation["content"] or {}).get("arguments")
    said = events.say(issue["operation_name"], arguments, facts) if facts else None
    item_id = (arguments or {}).get("item_id")
    item = facts.items.get(str(item_id)) if facts else None
    value = (arguments or {}).get("value")
    return {
        "said": said[2] if said else what_was_sent(issue["operation_name"]),
        "shown": None
        if value is None
        else issue_fields.value_of(item_id, value, item, zone),
        "on_phone": _clock(operation["happened_at"], zone),
        "on_server": _clock(operation["received_at"], zone),
    }


def _author_said(issue: Document, zone: str) -> Document | None:
    """Return what the technician chose on the phone; the office still decides."""
    found = issue.get("author_decision")
    if not found or issue["status"] != "open":
        return None
    asks = found["decision"] == "apply"
    return {
        "tone": "conf" if asks else "todo",
        "words": _("Asked for it again on the phone") if asks else _("Has read it"),
        "note": found["note"],
        "who": found["by"]["name"],
        "at": local_or_none(found["at"], zone),
    }


def _look(issue: Document) -> looks.Chip:
    """Return what kind of decision this is; its choices tell."""
    if issue["reason"] == "late_work":
        return late_chip(is_cancelled=not issue["to_name"])
    if issue["reason"] in TOOK_EFFECT:
        return looks.chip("warn", "circle-alert", _("To check"))
    if "keep" in issue["choices"]:
        return looks.chip("conf", "git-compare", _("Conflict"))
    if "apply" in issue["choices"]:
        return looks.chip("warn", "circle-pause", _("Parked"))
    return looks.chip("late", "circle-x", _("Refused"))


def _decided(issue: Document) -> str | None:
    resolution = issue["resolution"]
    return _decision(issue, resolution["decision"]) if resolution else None


def _decision(issue: Document, code: str) -> str:
    granted = code == "apply" and asks_only(issue)
    return _("Granted") if granted else _(DECISIONS[code])


def _choices(issue: Document) -> list[Document]:
    if issue["status"] != "open":
        return []
    return [
        {"code": code, "label": words[0], "help": words[1]}
        for code in issue["choices"]
        for words in [_choice(code, issue)]
    ]


def asks_only(issue: Document) -> bool:
    """Tell whether it is in somebody's own words, which no program can carry out."""
    return bool(issue["operation_name"] == "request_change")


def _choice(code: str, issue: Document) -> tuple[str, str]:
    """Return what a choice is called and what it does to this kind of issue."""
    if code == "apply":
        return _applying(issue)
    if code == "keep":
        return (
            _("Keep what stands"),
            _("Nothing changes; the other value stays in the history."),
        )
    if issue["reason"] in TOOK_EFFECT:
        return (
            _("Close as checked"),
            _("What was recorded stays recorded, with your note."),
        )
    return _("Close without applying"), _("It stays in the history with your note.")


def _applying(issue: Document) -> tuple[str, str]:
    if asks_only(issue):
        return (
            _("Grant the request"),
            _("The order opens, so that you change it there. The request stays."),
        )
    if (issue["details"] or {}).get("more"):
        return (
            _("Use the other values"),
            _("All are applied now; the present ones stay in the history."),
        )
    if "keep" in issue["choices"]:
        return (
            _("Use the other value"),
            _("It is applied now; the present one stays in the history."),
        )
    return (
        _("Apply it now"),
        _("It is tried again as it was sent. What does not fit stays here."),
    )


def _resolution(issue: Document, zone: str) -> Document | None:
    found = issue["resolution"]
    if not found:
        return None
    return {
        "decision": _decision(issue, found["decision"]),
        "note": found["note"],
        "who": found["by"]["name"],
        "at": local_or_none(found["at"], zone),
    }


def _clock(moment: str | None, zone: str) -> str | None:
    return local_second(moment, zone) if moment else None


DECISIONS = {
    "apply": marked("Applied"),
    "keep": marked("Kept as it was"),
    "close": marked("Closed"),
}

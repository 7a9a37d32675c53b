"""“Precisa de decisão”: nothing leaves it without somebody who decided."""

import re
from uuid import UUID

from flask import Blueprint, make_response, redirect, request
from flask_login import current_user
from sqlalchemy import Connection
from werkzeug.wrappers import Response

from fieldapp import database
from fieldapp.access import requires
from fieldapp.domain.documents import Document
from fieldapp.ids import uuid7
from fieldapp.problem import Problem
from fieldapp.screens.office.issue_fields import clashing
from fieldapp.screens.office.issues import (
    ADDRESS,
    asks_only,
    inbox_screen,
    issue_screen,
)
from fieldapp.screens.office.work_order import sentence_facts
from fieldapp.services import issues, order_search
from fieldapp.sync.reapplying import reapply
from fieldapp.translating import gettext as _
from fieldapp.web.office import acting, records
from fieldapp.web.office.acting import asked_id, field, submit
from fieldapp.web.page import organization

bp = Blueprint("office_issues", __name__, url_prefix=ADDRESS)
bp.before_request(acting.refuse_who_sees_only_own)

MOST_ROWS = 200
PARTS = {"address": "site", "contact": "customer"}
VERSION_ANY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
LONGEST_NOTE = 10_000


@bp.get("")
@requires("see_work")
def index() -> str:
    """List what waits, the newest first, or what was decided."""
    status = "resolved" if request.args.get("status") == "resolved" else "open"
    with database.reading() as connection:
        found = issues.listed(connection, status, MOST_ROWS)
        decided = _just_decided(connection)
        shown = [*found, *([decided] if decided else [])]
        items = records.items_of(connection, _asked_about_items(shown))
    zone = organization()["time_zone"]
    screen = inbox_screen(found, items, status, decided, zone)
    return acting.page("issues/index", _("Needs a decision"), screen)


def _just_decided(connection: Connection) -> Document | None:
    """Return the issue that the address names, once it is decided."""
    id_ = request.args.get("decided", "")
    found = issues.found(connection, id_) if VERSION_ANY.fullmatch(id_) else None
    if found is None or found["status"] != "resolved":
        return None
    return {**found, "author": found["author"]["name"]}


def _asked_about_items(found: list[Document]) -> set[str]:
    return {
        issue["work_order_id"]
        for issue in found
        if issue["reason"] == "concurrent_answer" and issue["work_order_id"]
    }


@bp.get("/<uuid:issue_id>")
@requires("see_work")
def show(issue_id: UUID) -> str:
    """Show both sides of one thing, and what may be decided."""
    return _page(str(issue_id), None)


@bp.post("/<uuid:issue_id>")
@requires("resolve_issues")
def resolve(issue_id: UUID) -> Response:
    """Record the decision; what is applied passes the log first, in one transaction."""
    issue, decision = _issue(str(issue_id)), field("decision")
    if issue["status"] == "open" and decision not in issue["choices"]:
        return _again(issue, _("Choose what becomes of it"))
    try:
        _decide(issue, decision)
    except Problem as problem:
        if problem.code == "role":
            raise
        words = _("It still does not fit: %(why)s", why=problem.message(_))
        return _again(issue, words)
    if decision == "apply" and asks_only(issue) and issue["work_order_id"]:
        return redirect(f"/office/work_orders/{issue['work_order_id']}", 303)
    return redirect(f"{ADDRESS}?decided={issue['id']}", 303)


def _decide(issue: Document, decision: str) -> None:
    note = field("note")[:LONGEST_NOTE]
    choice = {
        "issue_id": issue["id"],
        "decision": decision,
        **({"note": note} if note else {}),
    }
    with database.writing() as connection:
        held = issues.hold(connection, issue["id"], current_user.id, sees_all=True)
        is_open = held and held["status"] == "open"
        if is_open and decision == "apply" and not asks_only(issue):
            order_id = issue["work_order_id"] or ""
            reapply(issue, order_search.document(connection, order_id))
        submit("resolve_issue", choice, None, asked_id())


def _issue(issue_id: str) -> Document:
    with database.reading() as connection:
        found = issues.found(connection, issue_id)
    if found is None:
        raise Problem("not_found")
    return found


def _again(issue: Document, words: str) -> Response:
    return make_response(_page(issue["id"], words), 422)


def _page(issue_id: str, error: str | None) -> str:
    issue = _issue(issue_id)
    with database.reading() as connection:
        record = records.record(connection, issue["work_order_id"] or "")
    screen = issue_screen(
        issue,
        record.order if record else None,
        sentence_facts(record) if record else None,
        standing=_standing(issue, record.entries) if record else {},
        role=current_user.role,
        zone=organization()["time_zone"],
    )
    screen |= {"error": error, "operation_id": uuid7(), "note": field("note")}
    title = _("Needs a decision")
    return acting.page(
        "issues/show", _("Error: %(title)s", title=title) if error else title, screen
    )


def _standing(issue: Document, entries: list[Document]) -> dict[str, Document]:
    """Return the last entry about each clashing field that is not the issue's own."""
    others = [e for e in entries if e["operation_id"] != issue["operation_id"]]
    fields = [clash["field"] for clash in clashing(issue["details"] or {})]
    return {
        field: entry for field in fields for entry in others if _is_about(entry, field)
    }


def _is_about(entry: Document, part: object) -> bool:
    arguments = entry["arguments"] or {}
    if entry["status"] not in ("applied", "conflict"):
        return False
    part = PARTS.get(str(part), part)
    if part in ("window", "technician"):
        return entry["name"] in ("schedule_visit", "reassign_visit")
    changes = arguments.get("changes") or {}
    return arguments.get("item_id") == part or part in changes

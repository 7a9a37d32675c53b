"""The people who sign in: who they are, what they may do, a link for a password."""

from uuid import NAMESPACE_URL, UUID, uuid5

from flask import Blueprint, Response, make_response, redirect, request
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from fieldapp import clock, database
from fieldapp.access import requires
from fieldapp.domain.documents import Document
from fieldapp.domain.permissions import may, scope
from fieldapp.ids import uuid7
from fieldapp.problem import Problem
from fieldapp.screens.office.team import (
    ADDRESS,
    FIELD_OF,
    FIELDS,
    STATES,
    Filters,
    form_screen,
    role_words,
    team_screen,
)
from fieldapp.services import accounts, password_links
from fieldapp.services.people import normal_email
from fieldapp.translating import gettext as _
from fieldapp.web.office import acting
from fieldapp.web.office.acting import asked_id, field, submit
from fieldapp.web.office.races import tried_again
from fieldapp.web.office.reports import public_address
from fieldapp.web.page import organization

bp = Blueprint("office_team", __name__, url_prefix=ADDRESS)
bp.before_request(acting.refuse_who_sees_only_own)

LONGEST_FILTER = 100


@bp.get("")
@requires("read_users")
def index() -> Response:
    """List everybody who signs in, by name."""
    filters = _filters()
    with database.reading() as connection:
        found = accounts.listed(connection)
    screen = team_screen(
        found,
        filters,
        zone=organization()["time_zone"],
        may_register=may(current_user.role, "manage_users"),
    )
    response = make_response(acting.page("team/index", _("Team"), screen))
    response.headers["HX-Push-Url"] = filters.href()
    return response


@bp.get("/new")
@requires("manage_users")
def new() -> str:
    """Show the form of somebody who has no account yet."""
    return _page({}, [], uuid7())


@bp.post("")
@requires("manage_users")
def create() -> AnyResponse:
    """Register somebody, and show the link that sets the first password."""
    typed, id_ = _typed(), asked_id()
    account_id = str(uuid5(NAMESPACE_URL, f"account:{current_user.id}:{id_}"))
    errors = _missing(typed) or _submitted("register_user", typed, account_id, id_)
    if errors:
        return make_response(_page(typed, errors, id_), 422)
    return _with_link(account_id)


@bp.get("/<uuid:account_id>")
@requires("read_users")
def show(account_id: UUID) -> str:
    """Show one account; who may not change it reads it."""
    account = _account(account_id)
    return _page(_texts(account), [], uuid7(), account)


@bp.post("/<uuid:account_id>")
@requires("manage_users")
def edit(account_id: UUID) -> AnyResponse:
    """Change the account, block it or let it in again."""
    account, typed, id_ = _account(account_id), _typed(), asked_id()
    errors = _missing(typed) or _submitted("edit_user", typed, account["id"], id_)
    if errors:
        return make_response(_page(typed, errors, id_, account), 422)
    return redirect(ADDRESS, 303)


@bp.post("/<uuid:account_id>/password_link")
@requires("manage_users")
def make_link(account_id: UUID) -> AnyResponse:
    """Show a link that sets a new password; only this page ever has it."""
    account = _account(account_id)
    try:
        submit("issue_password_link", {"account_id": account["id"]}, None, uuid7())
    except Problem as problem:
        errors = [{"field": "status", "text": problem.message(_)}]
        page = _page(_texts(account), errors, uuid7(), account)
        return make_response(page, problem.status)
    return _with_link(account["id"])


def _with_link(account_id: str) -> Response:
    """Return the page with a new link; it stands in no address and in no log."""
    with database.writing() as connection:
        account = accounts.document_of(connection, account_id)
        token = password_links.make(connection, account_id, clock.now())
    screen = {
        "section": "team",
        "account": account,
        "link": f"{public_address()}/password/{token}",
    }
    response = make_response(acting.page("team/link", _("Link for a password"), screen))
    response.headers["Cache-Control"] = "no-store"
    return response


def _submitted(name: str, typed: Document, account_id: str, id_: str) -> list[Document]:
    """Perform what the form asks for; return what is wrong with it."""
    facts = {
        "account_id": account_id,
        "email": normal_email(typed["email"]),
        "name": typed["name"],
        "role": typed["role"],
        "language": typed["language"],
        "region": typed["region"] or None,
        "department": typed["department"] or None,
    }
    if name == "edit_user":
        facts["status"] = typed["status"]
    try:
        tried_again(lambda: submit(name, facts, None, id_))
    except Problem as problem:
        place = FIELD_OF.get(problem.code) or problem.details.get("field") or "role"
        return [{"field": place, "text": problem.message(_)}]
    return []


def _missing(typed: Document) -> list[Document]:
    asked = {"name": _("Type the name"), "email": _("Type the e-mail address")}
    return [
        {"field": name, "text": text} for name, text in asked.items() if not typed[name]
    ]


def _account(account_id: UUID) -> Document:
    with database.reading() as connection:
        account = accounts.document_of(connection, str(account_id))
    if account is None:
        raise Problem("not_found")
    return account


def _typed() -> Document:
    return {name: field(name)[:200] for name in FIELDS}


def _texts(account: Document) -> Document:
    return {name: account[name] or "" for name in FIELDS}


def _roles() -> dict[str, str]:
    """Return the roles that the reader may give."""
    words = role_words()
    if scope(current_user.role, "manage_users") == "team":
        return {"technician": words["technician"]}
    return words


def _page(
    typed: Document,
    errors: list[Document],
    operation_id: str,
    account: Document | None = None,
) -> str:
    title = account["name"] if account else _("New person")
    shown = _("Error: %(title)s", title=title) if errors else title
    roles = _roles()
    may_edit = may(current_user.role, "manage_users") and (
        account is None or account["role"] in roles
    )
    screen = form_screen(
        typed,
        errors,
        roles if may_edit else role_words(),
        operation_id=operation_id,
        account=account,
    )
    return acting.page("team/form", shown, {**screen, "may_edit": may_edit})


def _filters() -> Filters:
    """Return the filters of an address; what makes no sense counts as absent."""
    asked = request.args
    text = asked.get("q", "").replace("\x00", "").strip()[:LONGEST_FILTER]
    role, state = asked.get("role", ""), asked.get("state", "")
    return Filters(
        text,
        role if role in role_words() else "",
        state if state in STATES else "",
    )

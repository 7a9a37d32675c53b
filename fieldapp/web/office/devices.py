"""The company's devices: find one, read its history, register another."""

from uuid import NAMESPACE_URL, UUID, uuid5

from flask import Blueprint, Response, make_response, redirect, request
from flask_login import current_user
from werkzeug.wrappers import Response as AnyResponse

from fieldapp import database
from fieldapp.access import requires
from fieldapp.domain.documents import Document
from fieldapp.domain.permissions import may
from fieldapp.ids import uuid7
from fieldapp.problem import Problem
from fieldapp.screens.office import devices as devices_screen
from fieldapp.screens.office.device_form import (
    FIELD_OF,
    FIELDS,
    Known,
    check,
    form_screen,
    order_number,
)
from fieldapp.screens.office.devices import (
    ADDRESS,
    PAGE_SIZE,
    PLACES,
    Filters,
    device_screen,
    kinds,
    list_screen,
)
from fieldapp.services import (
    devices,
    documents,
    order_devices,
    order_history,
    order_search,
)
from fieldapp.services.devices import Wanted
from fieldapp.translating import gettext as _
from fieldapp.web.office import acting
from fieldapp.web.office.acting import asked_id, field, submit
from fieldapp.web.office.races import tried_again
from fieldapp.web.page import organization

bp = Blueprint("office_devices", __name__, url_prefix=ADDRESS)
bp.before_request(acting.refuse_who_sees_only_own)

LONGEST_FILTER = 100
LAST_PAGE = 100_000
MOST_ORDERS = 50


@bp.get("")
@requires("read_devices")
def index() -> Response:
    """List the devices that fit, the newest first."""
    filters = _filters()
    wanted = Wanted(filters.q, filters.kind, filters.place)
    with database.reading() as connection:
        found = devices.find(connection, wanted, page=filters.page, size=PAGE_SIZE)
    may_register = may(current_user.role, "register_devices")
    screen = list_screen(found, filters, may_register=may_register)
    response = make_response(acting.page("devices/index", _("Equipment"), screen))
    response.headers["HX-Push-Url"] = filters.href(page=filters.page)
    return response


@bp.get("/<uuid:device_id>")
@requires("read_devices")
def show(device_id: UUID) -> str:
    """Show one device with what happened to it."""
    return _device_page(str(device_id))


@bp.post("/<uuid:device_id>/relabel")
@requires("register_devices")
def relabel(device_id: UUID) -> AnyResponse:
    """Note which label is on the device from now on."""
    wanted = {"device_id": str(device_id), "label": field("label")[:200]}
    try:
        id_ = asked_id()
        tried_again(lambda: submit("relabel_device", wanted, None, id_))
    except Problem as problem:
        if FIELD_OF.get(problem.code) != "label":
            raise
        page = _device_page(str(device_id), (field("label"), problem.message(_)))
        return make_response(page, 422)
    return redirect(f"{ADDRESS}/{device_id}", 303)


@bp.get("/new")
@requires("register_devices")
def new() -> str:
    """Show the form of a device that nobody has registered yet."""
    typed = {"order": request.args.get("order", "")[:20]}
    if typed["order"]:
        typed["place"] = "site"
    return _page(typed, [], uuid7())


@bp.post("")
@requires("register_devices")
def create() -> AnyResponse:
    """Register the device; the form sent twice registers it once."""
    typed, id_ = {name: field(name) for name in FIELDS}, asked_id()
    checked = check(typed, _known(typed))
    if checked.errors:
        return make_response(_page(typed, checked.errors, id_), 422)
    device_id = str(uuid5(NAMESPACE_URL, f"device:{current_user.id}:{id_}"))
    try:
        facts = {"device_id": device_id, **checked.facts}
        tried_again(lambda: submit("register_device", facts, None, id_))
    except Problem as problem:
        if problem.code not in FIELD_OF:
            raise
        error = {"field": FIELD_OF[problem.code], "text": problem.message(_)}
        return make_response(_page(typed, [error], id_), 422)
    return redirect(f"{ADDRESS}/{device_id}", 303)


def _device_page(device_id: str, wrong_label: tuple[str, str] | None = None) -> str:
    with database.reading() as connection:
        placed = devices.one(connection, device_id)
        if placed is None:
            raise Problem("not_found")
        known = devices_screen.Known(
            placed,
            order_history.entries(connection, device_id, "device"),
            order_devices.history(connection, device_id, MOST_ORDERS),
        )
    screen = device_screen(
        known,
        zone=organization()["time_zone"],
        operation_id=uuid7(),
        wrong_label=wrong_label,
    )
    screen["may_register"] = may(current_user.role, "register_devices")
    title = placed.document["serial"]
    shown = _("Error: %(title)s", title=title) if wrong_label else title
    return acting.page("devices/show", shown, screen)


def _known(typed: Document) -> Known:
    number = order_number(typed.get("order", ""))
    with database.reading() as connection:
        found = order_search.id_of(connection, number) if number else None
        return Known(
            documents.catalogue(connection),
            order_search.technicians(connection),
            found,
        )


def _filters() -> Filters:
    """Return the filters of an address; what makes no sense counts as absent."""
    asked = request.args
    text = asked.get("q", "").replace("\x00", "").strip()[:LONGEST_FILTER]
    kind, place = asked.get("kind", ""), asked.get("place", "")
    page = min(max(asked.get("page", default=1, type=int), 1), LAST_PAGE)
    return Filters(
        text,
        kind if kind in kinds() else "",
        place if place in PLACES else "",
        page,
    )


def _page(typed: Document, errors: list[Document], operation_id: str) -> str:
    title = _("Register equipment")
    shown = _("Error: %(title)s", title=title) if errors else title
    screen = form_screen(typed, errors, _known(typed), operation_id)
    return acting.page("devices/new", shown, screen)

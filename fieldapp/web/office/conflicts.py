"""A form drawn before somebody else changed the order: seen, now, wanted."""

from dataclasses import dataclass

from flask import Response, make_response, request
from sqlalchemy import Connection

from fieldapp.domain.documents import Document
from fieldapp.ids import uuid7
from fieldapp.problem import Problem
from fieldapp.screens.office.conflict import (
    Clash,
    clashes,
    conflict_screen,
    texts_of,
)
from fieldapp.services import order_history, order_search
from fieldapp.sync.replaying import replay
from fieldapp.translating import gettext as _
from fieldapp.web.office import acting
from fieldapp.web.office.acting import shown_rev
from fieldapp.web.page import organization

MINE, NOW = "mine", "now"


@dataclass(frozen=True, slots=True)
class Stand:
    """An order as the form showed it and as it is; both as documents and as texts."""

    order: Document
    rev: int
    seen: dict[str, str]
    now: dict[str, str]
    entries: list[Document]
    zone: str

    def clashes(self, names: tuple[str, ...], wanted: dict[str, str]) -> list[Clash]:
        """Return what somebody else changed meanwhile."""
        return clashes(names, self.seen, self.now, wanted, self.entries)


def stand(connection: Connection, order_id: str) -> Stand:
    """Return where the order stands; raises Problem not_found."""
    found = order_search.document_and_rev(connection, order_id)
    if found is None:
        raise Problem("not_found")
    (order, rev), zone = found, organization()["time_zone"]
    seen_rev = shown_rev()
    now = texts_of(order, zone)
    if seen_rev is None or seen_rev >= rev:
        return Stand(order, rev, now, now, [], zone)
    before = replay(connection, order_id, lambda row: row.rev <= seen_rev)
    seen = texts_of(before, zone) if before else now
    return Stand(
        order, rev, seen, now, order_history.entries(connection, order_id), zone
    )


def decided(clash: Clash, name: str) -> str | None:
    """Return what was chosen about a field, None when it changed again since then."""
    choice = request.form.get(f"choice.{name}", "")
    is_known = request.form.get(f"now.{clash.name}", "").replace("\r\n", "\n")
    return choice if choice in (MINE, NOW) and is_known == clash.now else None


def undecided(found: list[Clash], *, is_by_field: bool) -> list[Clash]:
    """Return what nobody decided about yet."""
    return [
        clash
        for clash in found
        if not decided(clash, clash.name if is_by_field else "act")
    ]


def conflict_page(
    where: Stand,
    found: list[Clash],
    form: str,
    typed: dict[str, str],
    *,
    is_by_field: bool = False,
) -> Response:
    """Show the field-by-field view with all that was typed."""
    was_asked = any(name.startswith("now.") for name in request.form)
    words = _("Choose what stands in every line") if was_asked else None
    screen = conflict_screen(
        where.order,
        found,
        form=form,
        typed=typed,
        is_by_field=is_by_field,
        error=words,
        operation_id=uuid7(),
        zone=where.zone,
    )
    title = _("Somebody else changed this order")
    shown = _("Error: %(title)s", title=title)
    return make_response(acting.page("work_orders/conflict", shown, screen), 409)

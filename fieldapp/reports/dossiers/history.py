"""The history of one order on paper: every event on two clocks, oldest first."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from fieldapp.domain.documents import Document
from fieldapp.problem import Problem
from fieldapp.reports import words
from fieldapp.reports.typesetting import typeset
from fieldapp.screens.office.events import Facts
from fieldapp.screens.office.timeline import timeline
from fieldapp.screens.office.work_order import items_by_id
from fieldapp.services import documents, order_history, order_search
from fieldapp.translating import current_language, ngettext
from fieldapp.translating import gettext as _

HERE = Path(__file__).parent
TEMPLATE = HERE / "history.typ"
WRITTEN = {"add_note"}
"""Operations whose sentence repeats free text."""


@dataclass(frozen=True, slots=True)
class Past:
    """One order with its ledger, and what the sentences about it need."""

    order: Document
    rows: list[dict[str, Any]]
    entries: list[Document]
    facts: Facts
    organization: Document


def gather(connection: Connection, work_order_id: str) -> Past:
    """Read it at one moment; raises Problem not_found."""
    order = order_search.document(connection, work_order_id)
    if order is None:
        raise Problem("not_found")
    wanted = {visit["template_version_id"] for visit in order["visits"]} - {None}
    editions = {id_: documents.template_version(connection, id_) for id_ in wanted}
    known = {id_: edition for id_, edition in editions.items() if edition}
    catalogue = documents.catalogue(connection)
    return Past(
        order=order,
        rows=order_history.rows(connection, work_order_id),
        entries=order_history.entries(connection, work_order_id),
        facts=Facts(order, items_by_id(known, order), catalogue),
        organization=documents.organization(connection),
    )


def pdf(past: Past, *, is_whole: bool) -> bytes:
    """Return the sheet; what people wrote down stays away unless all is shown."""
    zone = past.organization["time_zone"]
    kept = [e for e in past.entries if is_whole or e["name"] not in WRITTEN]
    hidden = len(past.entries) - len(kept)
    lang, _hyphen, region = current_language().partition("-")
    data = {
        "lang": lang,
        "region": region or None,
        "organization": past.organization["name"],
        "title": past.order["title"],
        "number": words.number(past.order["number"]),
        "number_label": _("Work order"),
        "protocol": _("Protocol %(number)s", number=past.order["protocol_number"]),
        "heads": [_("On the device"), _("At the server"), _("Who"), _("What")],
        "rows": [_row(event) for event in _events(kept, past.facts, zone)],
        "hidden": ngettext(
            "%(num)d more event is on record without its content here.",
            "%(num)d more events are on record without their content here.",
            hidden,
        )
        if hidden
        else "",
        "of_pages": _("of"),
    }
    shared = {"sheet.typ": (HERE / "sheet.typ").read_bytes()}
    return typeset(TEMPLATE, {"data.json": json.dumps(data).encode(), **shared})


def caption(photo: Document, past: Past) -> str:
    """Return what a photo shows: the technician's words, or the item's."""
    item = past.facts.items.get(photo["item_id"] or "")
    return str(photo["caption"] or (item["prompt"] if item else ""))


def _events(entries: list[Document], facts: Facts, zone: str) -> list[Document]:
    """Return every event by itself: paper folds nothing away."""
    return [
        one
        for event in reversed(timeline(entries, facts, zone))
        for one in reversed(event["details"] or [event])
    ]


def _row(event: Document) -> list[str]:
    said = [event["text"], words.shown(event["reading"]), event["verdict_on_record"]]
    text = ": ".join(filter(None, said)).replace("?: ", "? ")
    return [
        words.second(event["happened"]) if event["is_from_phone"] else "",
        words.second(event["received"]),
        event["who"],
        text,
    ]

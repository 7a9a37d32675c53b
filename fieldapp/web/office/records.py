"""Gathers what the office's screens need from the services."""

import json
from dataclasses import asdict
from datetime import date

from flask import current_app
from sqlalchemy import Connection

from fieldapp.domain.documents import Document
from fieldapp.domain.signing import technician_signature
from fieldapp.problem import Problem
from fieldapp.screens.office.instants import bounds_of_day
from fieldapp.screens.office.proof import Arrived
from fieldapp.screens.office.work_order import Record, items_by_id
from fieldapp.screens.office.work_orders import PAGE_SIZE, Choices, Filters, Found
from fieldapp.services import (
    documents,
    evidence,
    order_history,
    order_search,
    thumbnails,
)
from fieldapp.services.order_search import Wanted


def found(connection: Connection, filters: Filters, zone: str) -> Found:
    """Return the page of orders that the filters ask for."""
    day = bounds_of_day(date.fromisoformat(filters.day), zone) if filters.day else None
    wanted = Wanted(
        text=filters.q,
        phase=filters.phase,
        technician_id=filters.technician,
        service_type=filters.service_type,
        day=day,
        sort=filters.sort,
    )
    page = order_search.find(connection, wanted, page=filters.page, size=PAGE_SIZE)
    return Found(page.documents, page.total, page.counts, page.issues)


def choices(connection: Connection) -> Choices:
    """Return what the selects of the list offer."""
    services = documents.catalogue(connection).get("service_types") or {}
    labels = {code: entry["label"] for code, entry in services.items()}
    return Choices(order_search.technicians(connection), labels)


def record(connection: Connection, work_order_id: str) -> Record | None:
    """Return everything known about one order, None when there is none."""
    found = order_search.document_and_rev(connection, work_order_id)
    if found is None:
        return None
    order, rev = found
    return Record(
        order=order,
        template_versions=_editions(connection, order),
        catalogue=documents.catalogue(connection),
        entries=order_history.entries(connection, work_order_id),
        integrity=asdict(order_history.verify(connection, work_order_id)),
        issues=order_search.issues(connection, work_order_id),
        arrived=arrived(connection, order),
        rev=rev,
        technicians=order_search.technicians(connection),
    )


def arrived(connection: Connection, order: Document) -> Arrived:
    """Return which photos and signatures of an order are here, and how far."""
    here = evidence.received(connection, evidence.needed(order))
    small = thumbnails.states(connection, evidence.shown(order))
    return Arrived(frozenset(here), small, _drawings(order, here))


def items_of(
    connection: Connection, order_ids: set[str]
) -> dict[str, dict[str, Document]]:
    """Return the checklist items of some orders, by order and item."""
    found = {id_: order_search.document(connection, id_) for id_ in order_ids}
    return {
        id_: items_by_id(_editions(connection, order), order)
        for id_, order in found.items()
        if order
    }


def _editions(connection: Connection, order: Document) -> dict[str, Document]:
    wanted = {visit["template_version_id"] for visit in order["visits"]} - {None}
    editions = {id_: documents.template_version(connection, id_) for id_ in wanted}
    return {id_: edition for id_, edition in editions.items() if edition}


def _drawings(order: Document, here: set[str]) -> dict[str, Document]:
    """Return the strokes of the signatures that are here."""
    visits = order["visits"]
    signed = [act["signature_sha256"] for v in visits for act in v["sign_offs"]]
    signed += [own["sha256"] for own in map(technician_signature, visits) if own]
    store = current_app.extensions["evidence_store"]
    drawings = {}
    for digest in set(signed) & here:
        try:
            drawings[digest] = json.loads(b"".join(store.read(digest)))
        except (ValueError, OSError, Problem):
            continue
    return drawings

"""One visit as its technician sees it, with what its screens need."""

import json
from dataclasses import dataclass

from sqlalchemy import Connection, select

from fieldapp.domain.documents import Document
from fieldapp.domain.visits import find_visit
from fieldapp.models import Visit, WorkOrder
from fieldapp.problem import Problem
from fieldapp.services import documents, evidence


@dataclass(frozen=True, slots=True)
class OwnVisit:
    """A visit in its order; `rev` is the order's."""

    order: Document
    visit: Document
    template_version: Document | None
    catalogue: Document
    rev: int


def find(connection: Connection, visit_id: str, technician_id: str) -> OwnVisit:
    """Return the visit; raises not_found also when it is somebody else's."""
    query = (
        select(WorkOrder.rev, WorkOrder.document)
        .join(Visit, Visit.work_order_id == WorkOrder.id)
        .where(Visit.id == visit_id, Visit.technician_id == technician_id)
    )
    row = connection.execute(query).one_or_none()
    if row is None:
        raise Problem("not_found")
    order = json.loads(row.document)
    evidence.mark_received(order, evidence.received(connection, evidence.shown(order)))
    visit = find_visit(order, visit_id)
    return OwnVisit(
        order=order,
        visit=visit,
        template_version=documents.template_version(
            connection, visit["template_version_id"]
        ),
        catalogue=documents.catalogue(connection),
        rev=row.rev,
    )

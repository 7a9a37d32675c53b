"""Builds an order's document again from its ledger alone (I5)."""

import json

from sqlalchemy import select

from fieldapp import clock
from fieldapp.models import LedgerBody, LedgerEntry, User
from fieldapp.operations.context import Context
from fieldapp.operations.registry import OPERATIONS, parse_arguments
from fieldapp.problem import Problem
from fieldapp.services import documents
from fieldapp.services.ledger import ZERO_HEAD
from fieldapp.sync.streams import Held


def replayed(connection, order_id):
    """Return the document; asserts that every entry ends as it is recorded."""
    names = dict(connection.execute(select(User.id, User.name)).all())
    query = (
        select(LedgerEntry.__table__, LedgerBody.body)
        .join(LedgerBody, LedgerBody.operation_id == LedgerEntry.operation_id)
        .where(LedgerEntry.stream_id == order_id)
        .order_by(LedgerEntry.rev)
    )
    held = Held("work_order", order_id, 0, ZERO_HEAD, None, None)
    for row in connection.execute(query).all():
        status, code = performed(connection, held, row, names)
        assert (status, code) == (row.status, row.problem_code), row.name
        held.rev = row.rev
    return held.document


def performed(connection, held, row, names):
    written = json.loads(row.body)
    context = context_of(connection, held, row, names, written["arguments"])
    operation = OPERATIONS.get(row.name)
    if operation is None:
        return "parked", "operation_unknown"
    if row.actor_role not in operation.roles:
        return "rejected", "role"
    try:
        arguments = parse_arguments(operation, written["arguments"], row.version)
        held.perform(operation, arguments, context)
    except Problem as problem:
        return problem.receipt, problem.code
    conflicts = [notice for notice in context.notices if notice.receipt == "conflict"]
    notices = conflicts or context.notices
    return "conflict" if conflicts else "applied", notices[0].code if notices else None


def context_of(connection, held, row, names, arguments):
    order = held.document or {"visits": []}
    versions = {each["id"]: each["template_version_id"] for each in order["visits"]}
    version_id = versions.get(arguments.get("visit_id"))
    return Context(
        operation_id=row.operation_id,
        actor={"id": row.actor_id, "name": names[row.actor_id], "role": row.actor_role},
        client_id=row.client_id,
        happened_at=clock.to_text(row.happened_at),
        tie_at=clock.to_text(row.tie_at),
        rev=held.rev + 1,
        base_rev=row.base_rev,
        was_assigned=row.was_assigned,
        template_version=documents.template_version(connection, version_id),
        catalogue=documents.catalogue(connection),
    )

"""What becomes of one intent on one stream: applied, conflict, parked, rejected."""

from datetime import datetime
from typing import Any, NamedTuple, Self

from sqlalchemy import Connection

from fieldapp import clock
from fieldapp.domain.documents import Document
from fieldapp.operations.context import Actor, Context
from fieldapp.operations.registry import OPERATIONS, Operation, parse_arguments
from fieldapp.problem import Problem
from fieldapp.services import documents
from fieldapp.sync import references
from fieldapp.sync.intent import Intent
from fieldapp.sync.streams import Held


class OperationFaultError(Exception):
    """The server itself failed at this operation."""

    def __init__(self, operation_id: str) -> None:
        super().__init__(operation_id)
        self.operation_id = operation_id


class Outcome(NamedTuple):
    """One of the four ends of an operation, with what its author must learn."""

    status: str
    problem: Problem | None

    @classmethod
    def of(cls, problem: Problem) -> Self:
        """Return the end that a refusal means."""
        return cls("parked" if problem.receipt == "parked" else "rejected", problem)


class Circumstances(NamedTuple):
    """What an operation may know that does not stand in it."""

    actor: Actor
    client_id: str
    was_assigned: bool
    tie_at: datetime
    now: datetime
    catalogue: Document


def perform(
    connection: Connection, held: Held, intent: Intent, around: Circumstances
) -> Outcome:
    """Apply the intent, or say why not; raises OperationFaultError for our own bugs."""
    try:
        operation = _operation(intent, around.actor["role"])
        arguments = parse_arguments(operation, intent.arguments, intent.version)
        references.check(connection, intent, held)
        context = _context(connection, held, intent, around)
        held.perform(operation, arguments, context)
    except Problem as problem:
        return Outcome.of(problem)
    except Exception as error:
        raise OperationFaultError(intent.id) from error
    return _noticed(context.notices)


def _operation(intent: Intent, role: str) -> Operation:
    operation = OPERATIONS.get(intent.name)
    if operation is None:
        raise Problem("operation_unknown")
    if intent.version > operation.version:
        raise Problem("newer_version")
    if role not in operation.roles:
        raise Problem("role", action=intent.name)
    if intent.happened_at is None:
        raise Problem("arguments_invalid", field="happened_at")
    return operation


def _context(
    connection: Connection, held: Held, intent: Intent, around: Circumstances
) -> Context:
    happened_at = intent.happened_at or around.now
    version_id = _template_version_id(held.document, intent.arguments)
    return Context(
        operation_id=intent.id,
        actor=around.actor,
        client_id=around.client_id,
        happened_at=clock.to_text(happened_at),
        tie_at=clock.to_text(around.tie_at),
        rev=held.rev + 1,
        base_rev=intent.base_rev or 0,
        was_assigned=around.was_assigned,
        template_version=documents.template_version(connection, version_id),
        catalogue=around.catalogue,
    )


def _template_version_id(order: Document | None, arguments: Document) -> str | None:
    visits: list[Document] = order.get("visits", []) if order else []
    wanted: Any = arguments.get("visit_id")
    for visit in visits:
        if visit["id"] == wanted:
            found: str | None = visit["template_version_id"]
            return found
    return None


def _noticed(notices: list[Problem]) -> Outcome:
    conflicts = [notice for notice in notices if notice.receipt == "conflict"]
    if conflicts:
        return Outcome("conflict", conflicts[0])
    return Outcome("applied", notices[0] if notices else None)

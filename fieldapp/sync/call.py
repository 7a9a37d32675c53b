"""One operation asked for on the server itself: by a form, a command, the system."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from fieldapp.domain.documents import Document
from fieldapp.ids import uuid7
from fieldapp.operations.context import Actor
from fieldapp.operations.registry import OPERATIONS
from fieldapp.services.clients import LockedClient
from fieldapp.sync.intent import Intent


class Person(Protocol):
    """Whoever may act: a signed-in user or the system."""

    @property
    def id(self) -> str:
        """Id of the user."""

    @property
    def name(self) -> str:
        """Name as documents keep it."""

    @property
    def role(self) -> str:
        """Role held now."""


@dataclass(frozen=True, slots=True)
class Call:
    """A verb with its arguments; no `base_rev` means the present state was seen."""

    name: str
    arguments: Document
    work_order_id: str | None
    base_rev: int | None = None
    operation_id: str | None = None


def intent_of(call: Call, client: LockedClient, happened_at: datetime) -> Intent:
    """Return the intent of a call, with the client's next sequence number."""
    client.last_sequence += 1
    return Intent(
        id=call.operation_id or uuid7(),
        sequence=client.last_sequence,
        name=call.name,
        version=OPERATIONS[call.name].version,
        work_order_id=call.work_order_id,
        base_rev=call.base_rev,
        happened_at=happened_at,
        arguments=call.arguments,
    )


def actor_of(person: Person) -> Actor:
    """Return the person as operations know them."""
    return {"id": person.id, "name": person.name, "role": str(person.role)}

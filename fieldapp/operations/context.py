"""What an operation may know besides the document and its arguments."""

from dataclasses import dataclass, field
from typing import TypedDict

from fieldapp.domain.documents import Document, Person
from fieldapp.problem import Problem


class Actor(TypedDict):
    """Who acts, in the role held at that moment."""

    id: str
    name: str
    role: str


@dataclass(frozen=True, slots=True)
class Context:
    """The circumstances of one operation; `apply` reads nothing else.

    `happened_at` is the claim of the client's clock, `tie_at` the same clamped to
    what causality proves, used only to break ties. `rev` is the document's revision
    after this operation, `base_rev` the one that its author had seen. An operation
    appends to `notices` what its author must learn although it applied.
    """

    operation_id: str
    actor: Actor
    client_id: str
    happened_at: str
    tie_at: str
    rev: int
    base_rev: int
    was_assigned: bool
    template_version: Document | None
    catalogue: Document
    notices: list[Problem] = field(default_factory=list)


def author(context: Context) -> Person:
    """Return the actor as documents keep people: id and name."""
    return {"id": context.actor["id"], "name": context.actor["name"]}

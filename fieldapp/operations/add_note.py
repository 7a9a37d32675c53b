"""Add a note (mirror: service_worker/operations/add_note.js)."""

from dataclasses import dataclass

from fieldapp.domain.documents import Document
from fieldapp.domain.permissions import scope
from fieldapp.domain.visits import find_visit
from fieldapp.operations.arguments import Arguments, Id, Text
from fieldapp.operations.context import Context, author
from fieldapp.operations.facts import take_fact
from fieldapp.operations.guards import require_assigned, require_own_visit

VERSION = 1


@dataclass(frozen=True, slots=True)
class AddNote(Arguments):
    """A note on the order, written during one of its visits or apart from them."""

    text: Text
    visit_id: Id | None = None


def authorize(order: Document, note: AddNote, context: Context) -> None:
    """Let the office write on every order, others on theirs, from their own visit."""
    if note.visit_id is not None:
        require_own_visit(order, note.visit_id, context)
    elif scope(context.actor["role"], "write_notes") != "all":
        require_assigned("write_notes", context)


def apply(order: Document, note: AddNote, context: Context) -> Document:
    """Add the note to the order, in every phase."""
    if note.visit_id is not None:
        take_fact(find_visit(order, note.visit_id), context)
    order["notes"].append(
        {
            "id": context.operation_id,
            "text": note.text,
            "visit_id": note.visit_id,
            "by": author(context),
            "happened_at": context.happened_at,
        }
    )
    return order

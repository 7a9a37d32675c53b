"""Set codes aside for labels that are going to be printed; the office's, no mirror."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import Field

from fieldapp.domain.documents import Document
from fieldapp.domain.label_batches import LAST_NUMBER, MOST_LABELS
from fieldapp.operations.arguments import Arguments, Count, Id
from fieldapp.operations.context import Context, author
from fieldapp.operations.guards import require_role
from fieldapp.problem import Problem

VERSION = 1


@dataclass(frozen=True, slots=True)
class ReserveLabels(Arguments):
    """So many codes from a number on, which no other batch has."""

    label_batch_id: Id
    first_number: Count
    count: Annotated[int, Field(ge=1, le=MOST_LABELS)]


def authorize(
    _batch: Document | None, _wanted: ReserveLabels, context: Context
) -> None:
    """Let the office reserve: it prints."""
    require_role("register_devices", context)


def apply(batch: Document | None, wanted: ReserveLabels, context: Context) -> Document:
    """Return the batch, none of its labels retired."""
    if batch is not None:
        raise Problem("arguments_invalid", field="label_batch_id")
    if wanted.first_number + wanted.count > LAST_NUMBER:
        raise Problem("arguments_invalid", field="first_number")
    return {
        "id": wanted.label_batch_id,
        "first_number": wanted.first_number,
        "count": wanted.count,
        "reserved": {"at": context.happened_at, "by": author(context)},
        "retired": {},
    }

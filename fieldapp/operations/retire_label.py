"""Take a label out of use that is on no device; the office's, without a mirror."""

from dataclasses import dataclass
from typing import Literal

from fieldapp.domain.devices import read_label
from fieldapp.domain.documents import Document
from fieldapp.domain.label_batches import holds
from fieldapp.operations.arguments import Arguments, Id
from fieldapp.operations.context import Context, author
from fieldapp.operations.guards import require_role
from fieldapp.operations.order_facts import Line
from fieldapp.problem import Problem

VERSION = 1


@dataclass(frozen=True, slots=True)
class RetireLabel(Arguments):
    """One code of a batch, and what became of its label."""

    label_batch_id: Id
    label: Line
    reason: Literal["worn", "lost", "misprinted", "other"]


def authorize(_batch: Document | None, _retired: RetireLabel, context: Context) -> None:
    """Let the office retire: it prints."""
    require_role("register_devices", context)


def apply(batch: Document | None, retired: RetireLabel, context: Context) -> Document:
    """Note the label as retired, once: no device gets it any more."""
    code = read_label(retired.label) or ""
    if batch is None or not code or not holds(batch, code):
        raise Problem("device_label_unknown", label=code)
    if code in batch["retired"]:
        raise Problem("device_label_retired", label=code)
    batch["retired"][code] = {
        "reason": retired.reason,
        "at": context.happened_at,
        "by": author(context),
    }
    return batch

"""Labels: the batches of codes that were set aside, and what to do with one."""

from dataclasses import dataclass, field

from fieldapp.domain.devices import read_label
from fieldapp.domain.documents import Document
from fieldapp.domain.label_batches import MOST_LABELS, codes_of, holds
from fieldapp.domain.labels import format_label, label_of
from fieldapp.domain.local_time import local
from fieldapp.problem import Problem
from fieldapp.translating import gettext as _

ADDRESS = "/office/labels"
USUAL_COUNT = "210"


@dataclass(frozen=True, slots=True)
class Form:
    """What was typed in the one form of a page that came back, and what is wrong."""

    typed: Document = field(default_factory=dict)
    errors: list[Document] = field(default_factory=list)

    def context(self) -> Document:
        """Return what the macros of _field.html take."""
        wrong = {each["field"]: each["text"] for each in self.errors}
        return {"typed": self.typed, "errors": self.errors, "wrong": wrong}


@dataclass(frozen=True, slots=True)
class Use:
    """How many labels of a batch are on devices, and which were exchanged there."""

    on_devices: int
    former: list[str]


def list_screen(
    batches: list[Document], form: Form, *, zone: str, operation_id: str
) -> Document:
    """Return the context of office/labels/index.html."""
    context = form.context()
    context["typed"] = {"count": USUAL_COUNT} | context["typed"]
    return {
        "section": "devices",
        "rows": [_row(each, zone) for each in batches],
        "most": MOST_LABELS,
        "operation_id": operation_id,
        **context,
    }


def batch_screen(
    batch: Document,
    use: Use,
    form: Form,
    *,
    zone: str,
    operation_id: str,
) -> Document:
    """Return the context of office/labels/show.html."""
    off = len(batch["retired"]) + len(use.former)
    return {
        "section": "devices",
        "batch": _row(batch, zone) | {"retired_count": off},
        "used": use.on_devices,
        "free": batch["count"] - use.on_devices - off,
        "former": [format_label(code) for code in use.former],
        "retired": [
            _retired(code, entry, zone) for code, entry in batch["retired"].items()
        ],
        "reasons": reasons(),
        "operation_id": operation_id,
        **form.context(),
    }


def reasons() -> dict[str, str]:
    """Return why a label is taken out of use, in the reader's words."""
    return {
        "worn": _("Worn, cannot be read"),
        "lost": _("Lost"),
        "misprinted": _("Printed badly"),
        "other": _("Another reason"),
    }


def count_typed(typed: str) -> int | None:
    """Return how many labels were asked for, None for what is no such number."""
    is_number = typed.isascii() and typed.isdigit() and len(typed) < len("10000")
    count = int(typed) if is_number else 0
    return count if 0 < count <= MOST_LABELS else None


def codes_to_print(batch: Document, only: str) -> list[str]:
    """Return what a sheet shows: every code in use, or one that is printed again.

    Raises Problem device_label_unknown or device_label_retired.
    """
    if not only:
        return [code for code in codes_of(batch) if code not in batch["retired"]]
    code = read_label(only) or ""
    if not code or not holds(batch, code):
        raise Problem("device_label_unknown", label=format_label(code))
    if code in batch["retired"]:
        raise Problem("device_label_retired", label=format_label(code))
    return [code]


def _row(batch: Document, zone: str) -> Document:
    first = batch["first_number"]
    return {
        "href": f"{ADDRESS}/{batch['id']}",
        "first": format_label(label_of(first)),
        "last": format_label(label_of(first + batch["count"] - 1)),
        "count": batch["count"],
        "retired_count": len(batch["retired"]),
        "reserved": local(batch["reserved"]["at"], zone),
        "who": batch["reserved"]["by"]["name"],
    }


def _retired(code: str, entry: Document, zone: str) -> Document:
    return {
        "code": format_label(code),
        "reason": reasons()[entry["reason"]],
        "who": entry["by"]["name"],
        "at": local(entry["at"], zone),
    }

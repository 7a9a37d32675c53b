"""Scan the label of a device (mirror: service_worker/operations/scan_device.js)."""

from dataclasses import dataclass
from typing import Literal

from fieldapp.domain.documents import Document
from fieldapp.domain.visits import find_visit
from fieldapp.operations.arguments import Arguments, Id, Short
from fieldapp.operations.context import Context, author
from fieldapp.operations.facts import take_fact
from fieldapp.operations.guards import require_own_visit, require_role

VERSION = 1


@dataclass(frozen=True, slots=True)
class ScanDevice(Arguments):
    """What a label says and how it was read; without a visit it is only history."""

    code: Short
    symbology: Short
    source: Literal["camera", "photo", "typed", "link"]
    visit_id: Id | None = None


def authorize(order: Document, scan: ScanDevice, context: Context) -> None:
    """Only the technician of the visit scans for it; for herself she always may."""
    if scan.visit_id is None:
        require_role("perform_visit", context)
    else:
        require_own_visit(order, scan.visit_id, context)


def apply(order: Document, scan: ScanDevice, context: Context) -> Document:
    """Add the scan to the visit, in every phase."""
    if scan.visit_id is None:
        return order
    visit = find_visit(order, scan.visit_id)
    take_fact(visit, context)
    visit["scans"].append(
        {
            "code": scan.code,
            "symbology": scan.symbology,
            "source": scan.source,
            "happened_at": context.happened_at,
            "by": author(context),
        }
    )
    return order

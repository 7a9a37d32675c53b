"""One order as the office sees it: facts, results, proof, history, integrity."""

from dataclasses import dataclass, field

from fieldapp.domain import checklists
from fieldapp.domain.documents import Document
from fieldapp.domain.tax_numbers import with_kind
from fieldapp.screens.moments import local_or_none, minutes_between
from fieldapp.screens.office import events, looks
from fieldapp.screens.office.events import Facts
from fieldapp.screens.office.issue_titles import title_of
from fieldapp.screens.office.proof import Arrived, proof_screen
from fieldapp.screens.office.results import results
from fieldapp.screens.office.timeline import timeline
from fieldapp.screens.office.visits import marks, punctuality, speaking_visit
from fieldapp.screens.office.work_orders import ADDRESS
from fieldapp.screens.signed_changes import signed_changes


@dataclass(frozen=True, slots=True)
class Record:
    """Everything known about one order; `entries` oldest first."""

    order: Document
    template_versions: dict[str, Document]
    catalogue: Document
    entries: list[Document]
    integrity: Document
    issues: list[Document]
    arrived: Arrived
    rev: int = 0
    technicians: list[Document] = field(default_factory=list)


def order_screen(
    record: Record, *, visit_id: str | None, now: str, zone: str
) -> Document:
    """Return the context of office/work_orders/show.html."""
    order = record.order
    visit = visit_asked(order, visit_id)
    open_issues = [issue for issue in record.issues if issue["status"] == "open"]
    return {
        "section": "work_orders",
        "id": order["id"],
        "list_href": ADDRESS,
        "number": order["number"],
        "title": order["title"],
        "state": looks.state_chip(order, visit),
        "late": punctuality(visit, now),
        "marks": marks(order, visit, len(open_issues)),
        "facts": _facts(record, visit, zone),
        "visits": [_visit(each, visit, order, zone) for each in order["visits"]],
        "results": _results(record, visit),
        "changes": _changes(record, visit),
        "proof": proof_screen(order, visit, _items(record), record.arrived, zone),
        "notes": [_note(note, zone) for note in order["notes"]],
        "issues": [_issue(issue, record, zone) for issue in open_issues],
        "events": timeline(record.entries, sentence_facts(record), zone),
        "integrity": record.integrity,
    }


def visit_asked(order: Document, visit_id: str | None) -> Document | None:
    """Return the visit of the address, or the one that speaks for the order."""
    asked = (each for each in order["visits"] if each["id"] == visit_id)
    return next(asked, None) or speaking_visit(order)


def _facts(record: Record, visit: Document | None, zone: str) -> Document:
    order = record.order
    services = record.catalogue.get("service_types") or {}
    window = visit["window"] if visit else None
    return {
        "customer": order["customer"],
        "document": with_kind(order["customer"]["document_masked"] or ""),
        "site": order["site"],
        "service": (services.get(order["service_type"]) or {}).get("label"),
        "plan": order["plan"]["name"] if order.get("plan") else None,
        "protocol_number": order["protocol_number"],
        "description": order["description"],
        "devices": order["devices"],
        "technician": visit["technician"]["name"] if visit else None,
        "starts": local_or_none(window["start_at"], zone) if window else None,
        "ends": local_or_none(window["end_at"], zone) if window else None,
        "due": local_or_none(order["due_at"], zone),
        "took_minutes": _took(visit),
    }


def _took(visit: Document | None) -> int | None:
    if visit is None:
        return None
    start = visit["work_started_at"] or visit["arrived_at"]
    end = visit["completed_at"]
    return minutes_between(start, end) if start and end else None


def _visit(
    visit: Document, current: Document | None, order: Document, zone: str
) -> Document:
    window = visit["window"]
    return {
        "href": f"{ADDRESS}/{order['id']}?visit={visit['id']}",
        "is_current": visit is current,
        "technician": visit["technician"]["name"],
        "starts": local_or_none(window["start_at"], zone) if window else None,
        "state": looks.visit_chip(visit["phase"]),
    }


def _results(record: Record, visit: Document | None) -> Document | None:
    if visit is None:
        return None
    edition = record.template_versions.get(visit["template_version_id"] or "")
    return results(record.order, visit, edition)


def _changes(record: Record, visit: Document | None) -> Document | None:
    if visit is None:
        return None
    edition = record.template_versions.get(visit["template_version_id"] or "")
    return signed_changes(record.order, visit, edition)


def _note(note: Document, zone: str) -> Document:
    return {
        "text": note["text"],
        "who": note["by"]["name"],
        "at": local_or_none(note["happened_at"], zone),
    }


def _issue(issue: Document, record: Record, zone: str) -> Document:
    """Return what is open, and which event of the history it is about."""
    about = [e for e in record.entries if e["operation_id"] == issue["operation_id"]]
    arguments = about[0]["arguments"] if about else {}
    said = events.say(issue["operation_name"], arguments, sentence_facts(record))
    return {
        "id": issue["id"],
        "message": title_of(issue, _items(record)),
        "author": about[0]["actor_name"] if about else None,
        "what": said[2],
        "at": local_or_none(issue["at"], zone),
    }


def sentence_facts(record: Record) -> Facts:
    """Return what the sentences of an order's history need."""
    return Facts(record.order, _items(record), record.catalogue)


def _items(record: Record) -> dict[str, Document]:
    return items_by_id(record.template_versions, record.order)


def items_by_id(editions: dict[str, Document], order: Document) -> dict[str, Document]:
    """Return every item of an order's checklists, repeated ones counted out."""
    return {
        item["id"]: item
        for edition in editions.values()
        for item in checklists.expand(edition, order)
    }

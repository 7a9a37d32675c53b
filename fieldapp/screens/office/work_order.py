"""One order as the office sees it: facts, results, proof, history, integrity."""

from dataclasses import dataclass, field

from fieldapp.domain import checklists
from fieldapp.domain.documents import Document
from fieldapp.domain.manifest import kept_photos
from fieldapp.domain.signing import technician_signature
from fieldapp.domain.strokes import stroke_paths
from fieldapp.screens.moments import local_or_none, minutes_between
from fieldapp.screens.office import events, looks
from fieldapp.screens.office.events import Facts
from fieldapp.screens.office.issue_titles import title_of
from fieldapp.screens.office.results import results
from fieldapp.screens.office.timeline import timeline
from fieldapp.screens.office.visits import marks, punctuality, speaking_visit
from fieldapp.screens.office.work_orders import ADDRESS
from fieldapp.translating import gettext as _


@dataclass(frozen=True, slots=True)
class Record:
    """Everything known about one order; `entries` oldest first."""

    order: Document
    template_versions: dict[str, Document]
    catalogue: Document
    entries: list[Document]
    integrity: Document
    issues: list[Document]
    arrived_blobs: frozenset[str]
    drawings: dict[str, Document]
    rev: int = 0
    thumbnails: dict[str, str] = field(default_factory=dict)
    technicians: list[Document] = field(default_factory=list)


def order_screen(
    record: Record, *, visit_id: str | None, now: str, zone: str
) -> Document:
    """Return the context of office/work_orders/show.html."""
    order = record.order
    visit = _asked(order, visit_id) or speaking_visit(order)
    open_issues = [issue for issue in record.issues if issue["status"] == "open"]
    return {
        "section": "work_orders",
        "id": order["id"],
        "here_href": _here(order, visit),
        "list_href": ADDRESS,
        "number": order["number"],
        "title": order["title"],
        "state": looks.state_chip(order, visit),
        "late": punctuality(visit, now),
        "marks": marks(order, visit, len(open_issues)),
        "facts": _facts(record, visit, zone),
        "visits": [_visit(each, visit, order, zone) for each in order["visits"]],
        "results": _results(record, visit),
        "proof": _proof(record, visit, zone),
        "notes": [_note(note, zone) for note in order["notes"]],
        "issues": [_issue(issue, record, zone) for issue in open_issues],
        "events": timeline(record.entries, sentence_facts(record), zone),
        "integrity": record.integrity,
    }


def _here(order: Document, visit: Document | None) -> str:
    base = f"{ADDRESS}/{order['id']}"
    return f"{base}?visit={visit['id']}" if visit else base


def _asked(order: Document, visit_id: str | None) -> Document | None:
    return next((each for each in order["visits"] if each["id"] == visit_id), None)


def _facts(record: Record, visit: Document | None, zone: str) -> Document:
    order = record.order
    services = record.catalogue.get("service_types") or {}
    window = visit["window"] if visit else None
    return {
        "customer": order["customer"],
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


def _proof(record: Record, visit: Document | None, zone: str) -> Document:
    photos = kept_photos(visit) if visit else []
    prompts = {id_: item["prompt"] for id_, item in _items(record).items()}
    shots = [
        {
            "sha256": photo["sha256"],
            "caption": photo["caption"]
            or prompts.get(photo["item_id"] or "")
            or _("Photo"),
            "taken": local_or_none(photo["taken_at"], zone),
            **_arrival(record, photo["sha256"]),
        }
        for photo in photos
    ]
    return {
        "photos": shots,
        "here": sum(shot["is_here"] for shot in shots),
        "is_waiting": any(shot["state"] in ("announced", "due") for shot in shots),
        "sign_offs": [
            _sign_off(each, record.drawings, zone)
            for each in (visit["sign_offs"] if visit else [])
        ]
        + _technician(visit, record.drawings, zone),
    }


def _technician(
    visit: Document | None, drawings: dict[str, Document], zone: str
) -> list[Document]:
    """Return the technician's own signature, where the template asked for it."""
    own = technician_signature(visit) if visit else None
    if own is None:
        return []
    return [
        {
            "signer": own["by"]["name"],
            "outcome": _("Technician"),
            "document": None,
            "reason": None,
            "drawing": _drawing(drawings.get(own["sha256"])),
            "signed": local_or_none(own["taken_at"], zone),
        }
    ]


def _arrival(record: Record, digest: str) -> Document:
    """Return whether a photo is here and whether a picture of it can be shown."""
    is_here = digest in record.arrived_blobs
    state = record.thumbnails.get(digest, "unreadable") if is_here else "announced"
    return {
        "is_here": is_here,
        "state": "unreadable" if state == "none" else state,
        "href": f"/office/evidence/{digest}",
    }


def _sign_off(sign_off: Document, drawings: dict[str, Document], zone: str) -> Document:
    words = {
        "refused": _("Refused to sign"),
        "absent": _("Customer absent"),
        "minor_only": _("Only a minor at home"),
    }
    return {
        "signer": sign_off["signer_name"],
        "outcome": words.get(sign_off["outcome"]),
        "document": _masked(sign_off["signer_document"]),
        "reason": sign_off["reason"],
        "drawing": _drawing(drawings.get(sign_off["signature_sha256"])),
        "signed": local_or_none(sign_off["happened_at"], zone),
    }


def _drawing(strokes: Document | None) -> Document | None:
    if strokes is None:
        return None
    box = " ".join(str(number) for number in strokes["box"])
    return {"box": box, "paths": stroke_paths(strokes)}


def _masked(number: str | None) -> str | None:
    """Return the middle of a CPF; the whole number stays in the record."""
    kept = [character for character in number or "" if character.isalnum()]
    return f"***.{''.join(kept[3:6])}.***" if len(kept) > 5 else None  # noqa: PLR2004


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

"""A report as plain texts: the PDF and the printable page show the same ones."""

from dataclasses import dataclass

from fieldapp.domain.documents import Document
from fieldapp.domain.manifest import kept_photos
from fieldapp.domain.report_codes import shown_code
from fieldapp.domain.tax_numbers import format_tax_number, with_kind
from fieldapp.reports import absence, words
from fieldapp.reports.gathering import Subject
from fieldapp.reports.signatures import consent, signatures
from fieldapp.screens.office.results import results
from fieldapp.screens.office.work_order import items_by_id
from fieldapp.translating import current_language, ngettext
from fieldapp.translating import gettext as _

POSTAL_LENGTH = 8


@dataclass(frozen=True, slots=True)
class Paper:
    """What only this sheet has: its code, where that is opened, when it is issued."""

    code: str
    address: str
    issued_at: str
    kind: str

    @property
    def link(self) -> str:
        """Return what the code on the paper opens."""
        return f"{self.address}/r/{self.code}"


def sheet(subject: Subject, paper: Paper) -> Document:
    """Return everything that stands on the sheet, in the language that is spoken."""
    organization, zone = subject.organization, subject.organization["time_zone"]
    count = len(subject.entries)
    made_of = absence.parts if paper.kind == "absence" else _visit_parts
    return {
        "language": current_language(),
        "organization": organization["name"],
        "contact": _contact(organization),
        "number": words.number(subject.order["number"]),
        "number_label": _("Work order"),
        "facts": _facts(subject, zone),
        "photos": [_photo(each, subject, zone) for each in kept_photos(subject.visit)],
        "photos_title": _("Photos"),
        "signatures": signatures(subject, zone),
        "consent": consent(subject),
        "code": shown_code(paper.code),
        "code_label": _("Check at"),
        "code_alt": _("Code to check this report"),
        "link": paper.link,
        "footer": ngettext(
            "Record with %(num)d event, unchanged.",
            "Record with %(num)d events, unchanged.",
            count,
        )
        + " "
        + _("Issued on %(moment)s.", moment=words.day_and_time(paper.issued_at, zone)),
        "of_pages": _("of"),
        "missing": _("Not here yet"),
        **made_of(subject, zone),
    }


def _visit_parts(subject: Subject, _zone: str) -> Document:
    found = results(subject.order, subject.visit, subject.edition)
    rows = [row for section in found["sections"] for row in section["rows"]]
    return {
        "title": _title(subject),
        "table_title": _("Checklist"),
        "heads": [_("Item"), _("Answer"), _("Accepted range"), _("Result")],
        "rows": [_row(row) for row in rows if row["shown"] or row["result"]],
        "remarks": [_remark(row) for row in found["remarks"]],
    }


def _title(subject: Subject) -> str:
    outcome = {
        "completed": _("completed"),
        "cannot_complete": _("could not be done"),
    }.get(subject.visit["phase"], _("under way"))
    return f"{subject.order['title']}: {outcome}"


def _row(row: Document) -> Document:
    result = row["result"]
    mark = "bad" if row["verdict"] == "red" else _mark(result)
    text = result["text"] if result and (mark or not row["shown"]) else ""
    if row["override"]:
        text += " " + _("(accepted by %(name)s)", name=row["override"])
    return {
        "cells": [
            _placed(row),
            words.shown(row["shown"]),
            words.accepted(row["range"]),
        ],
        "result": text,
        "mark": mark,
    }


def _mark(result: Document | None) -> str:
    if result is None or result["tone"] == "todo":
        return ""
    return "good" if result["tone"] == "done" else "note"


def _remark(row: Document) -> Document:
    return {"about": f"{_placed(row)}.", "text": row["note"]}


def _placed(row: Document) -> str:
    return f"{row['prompt']} {row['place']}" if row["place"] else str(row["prompt"])


def _contact(organization: Document) -> str:
    tax_number = organization.get("tax_number")
    number = f"CNPJ {format_tax_number(tax_number)}" if tax_number else ""
    phone = words.phone(organization["phone"]) if organization.get("phone") else ""
    return " · ".join(filter(None, [number, phone]))


def _facts(subject: Subject, zone: str) -> list[Document]:
    customer, site, visit = (
        subject.order["customer"],
        subject.order["site"],
        subject.visit,
    )
    masked = customer.get("document_masked")
    place = ", ".join(filter(None, [site["district"], site["city"], _postal(site)]))
    end = visit["completed_at"] or (visit["cannot_complete"] or {}).get("happened_at")
    start = visit["arrived_at"] or visit["work_started_at"]
    street = ", ".join(
        filter(None, [site["street"], site["number"], site["complement"]])
    )
    technician = _("Technician %(name)s", name=visit["technician"]["name"])
    return [
        {
            "label": _("Customer"),
            "lines": [customer["name"], with_kind(masked or "")],
        },
        {"label": _("Address"), "lines": [street, place]},
        {
            "label": _("Service visit"),
            "lines": [words.span(start, end, zone), technician],
        },
    ]


def _postal(site: Document) -> str:
    plain = site["postal_code"] or ""
    is_plain = plain.isdigit() and len(plain) == POSTAL_LENGTH
    return f"{plain[:5]}-{plain[5:]}" if is_plain else plain


def _photo(photo: Document, subject: Subject, zone: str) -> Document:
    item = items_by_id(_editions(subject), subject.order).get(photo["item_id"] or "")
    return {
        "sha256": photo["sha256"],
        "caption": photo["caption"] or (item["prompt"] if item else _("Photo")),
        "time": words.time_of(photo["taken_at"], zone),
        "is_here": photo["sha256"] in subject.here,
    }


def _editions(subject: Subject) -> dict[str, Document]:
    return {subject.edition["id"]: subject.edition} if subject.edition else {}

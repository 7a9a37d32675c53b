"""What was shown when somebody signed (mirror: service_worker/domain/manifest.js)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from fieldapp.domain import checklists
from fieldapp.domain.documents import Document
from fieldapp.domain.quantities import padded
from fieldapp.domain.signing import TECHNICIAN_SLOT


@dataclass(frozen=True, slots=True)
class Words:
    """The language of one page: its tag, gettext and ngettext."""

    language: str
    gettext: Callable[[str], str]
    ngettext: Callable[[str, str, int], str]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the signer saw, and the state that it was built from."""

    language: str
    summary: list[str]
    consent_version: str
    consent_text: str
    shown_at: str
    base_rev: int
    operations: list[str]


def manifest(
    order: Document, visit: Document, template_version: Document | None, shown: Shown
) -> Document:
    """Return everything a signature is bound to, as strings, integers and null."""
    return {
        **screen_shown(order, visit, template_version, shown),
        "base_rev": shown.base_rev,
        "operations": list(shown.operations),
    }


def screen_shown(
    order: Document, visit: Document, template_version: Document | None, shown: Shown
) -> Document:
    """Return the part of the manifest that a sync in the background leaves alone."""
    return {
        "format": 1,
        "work_order": {
            "id": order["id"],
            "number": order["number"],
            "protocol_number": order["protocol_number"],
            "service_type": order["service_type"],
            "customer_name": order["customer"]["name"],
        },
        "visit": {"id": visit["id"], "technician_id": visit["technician"]["id"]},
        "template_version_id": visit["template_version_id"],
        "answers": shown_answers(order, visit, template_version),
        "evidence": [photo["sha256"] for photo in kept_evidence(visit)],
        "materials": list(order.get("materials") or []),
        "texts": {
            "summary": list(shown.summary),
            "consent_version": shown.consent_version,
            "consent": shown.consent_text,
        },
        "language": shown.language,
        "times": {
            "travel_started_at": visit["travel_started_at"],
            "arrived_at": visit["arrived_at"],
            "work_started_at": visit["work_started_at"],
            "shown_at": shown.shown_at,
        },
    }


def summary_lines(
    order: Document,
    visit: Document,
    template_version: Document | None,
    service: str,
    words: Words,
) -> list[str]:
    """Return at most three lines of what is signed; `service` is the first."""
    shown = answered_items(order, visit, template_version)
    lines = [
        service,
        _findings(shown, visit["answers"], words),
        _counts(len(shown), len(kept_photos(visit)), words),
    ]
    return [line for line in lines if line]


def service_line(label: str, day: str, words: Words) -> str:
    """Say which service on which local day (YYYY-MM-DD)."""
    year, month, date = day.split("-")
    facts = {"service": label, "date": f"{date}/{month}/{year}"}
    return words.gettext("%(service)s on %(date)s") % facts


def shown_answers(
    order: Document, visit: Document, template_version: Document | None
) -> list[Document]:
    """Return the answers of the items that were visible, in checklist order."""
    return [
        {
            "item_id": item["id"],
            "value": visit["answers"][item["id"]]["value"],
            "note": visit["answers"][item["id"]].get("note"),
            "verdict": visit["answers"][item["id"]].get("verdict"),
        }
        for item in answered_items(order, visit, template_version)
    ]


def answered_items(
    order: Document, visit: Document, template_version: Document | None
) -> list[Document]:
    """Return the visible items that have an answer, in checklist order."""
    if template_version is None:
        return []
    items = checklists.expand(template_version, order)
    answers = visit["answers"]
    return [
        item
        for item in checklists.visible(items, answers)
        if (answers.get(item["id"]) or {}).get("value") is not None
    ]


def kept_evidence(visit: Document) -> list[Document]:
    """Return the photos that nobody removed, and the technician's signature."""
    return [photo for photo in visit["evidence"] if not photo["removed"]]


def kept_photos(visit: Document) -> list[Document]:
    """Return the evidence that is a picture."""
    kept = kept_evidence(visit)
    return [photo for photo in kept if photo.get("item_id") != TECHNICIAN_SLOT]


def _findings(items: list[Document], answers: Document, words: Words) -> str:
    """Name the last choice made and the last reading."""
    choices = [item for item in items if item["kind"] == "choice"]
    readings = [item for item in items if item["kind"] == "number"]
    found = [
        f"{_asked(item['prompt'])} {_said(item, answers[item['id']]['value'], words)}"
        for item in choices[-1:] + readings[-1:]
    ]
    return ", ".join(found)


def _asked(prompt: str) -> str:
    return prompt if prompt.endswith("?") else f"{prompt}:"


def _said(item: Document, value: Any, words: Words) -> str:
    if item["kind"] == "number":
        quantity = _decimal(padded(value, item.get("decimals") or 0), words)
        return f"{quantity}\u00a0{item['unit']}" if item.get("unit") else quantity
    labels = {choice["value"]: choice["label"] for choice in item["choices"]}
    chosen = value if isinstance(value, list) else [value]
    return ", ".join(str(labels.get(each, each)) for each in chosen)


def _counts(answered: int, photos: int, words: Words) -> str:
    items = words.ngettext("%(num)d item checked", "%(num)d items checked", answered)
    pictures = words.ngettext("%(num)d photo", "%(num)d photos", photos)
    counted = [(items, answered), (pictures, photos)]
    return ", ".join(text % {"num": count} for text, count in counted if count)


def _decimal(value: str, words: Words) -> str:
    """Write decimal text as this language does, with a real minus sign."""
    text = value.replace("-", "\u2212")
    return text.replace(".", ",") if words.language == "pt-BR" else text


def current_consent(catalogue: Document) -> Document:
    """Return the newest consent text of the company and its version."""
    texts = catalogue["consent_texts"]
    version = max(texts, key=lambda each: (len(each), each))
    return {"consent_version": version, "consent_text": texts[version]}

"""The customer's signature, or why there is none; mirror: .../sign_offs.js."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from fieldapp.domain.contacts import SIGNED_OUTCOMES
from fieldapp.domain.documents import Document
from fieldapp.domain.manifest import Shown
from fieldapp.domain.signing import (
    SIGNER_ROLES,
    WITHOUT_SIGNATURE,
    technician_signature,
)
from fieldapp.screens.gone import gone_of
from fieldapp.screens.moments import local_or_none

FIELDS = [
    "signer_name",
    "signer_role",
    "signer_document",
    "strokes",
    "technician_strokes",
    "outcome",
    "reason",
]


@dataclass(frozen=True, slots=True)
class Attempt:
    """The fields as they were left, what is wrong, and the digest of what is shown.

    `asks_technician`: the template wants the technician's own signature, still missing.
    `changes`: what differs from what was signed before, if anything does.
    """

    form: Mapping[str, str]
    problems: list[Document] = field(default_factory=list)
    shown_sha256: str = ""
    asks_technician: bool = False
    changes: Document | None = None


def sign_off_screen(
    order: Document,
    visit: Document,
    shown: Shown,
    attempt: Attempt,
    scene: Document,
) -> Document:
    """Return what is signed, the fields, and what is wrong with them.

    A form that comes back with another digest than `shown_sha256` was signed over
    something that has changed since.
    """
    return {
        **_head(order, visit, scene["zone"]),
        "changes": attempt.changes,
        "earlier": _earlier(order, visit, scene["zone"]),
        "summary": shown.summary,
        "consent": shown.consent_text,
        "consent_version": shown.consent_version,
        "shown_at": shown.shown_at,
        "shown_sha256": attempt.shown_sha256,
        "roles": SIGNER_ROLES,
        "form": _filled(attempt.form, order),
        "pads": _pads(attempt, "strokes"),
        "problems": attempt.problems,
        "wrong": [problem["field"] for problem in attempt.problems],
    }


def without_signature_screen(
    order: Document,
    visit: Document,
    attempt: Attempt,
    scene: Document,
) -> Document:
    """Return the reasons why nobody signed, and what the chosen one asks for."""
    return {
        **_head(order, visit, scene["zone"]),
        "outcomes": WITHOUT_SIGNATURE,
        "form": {**_empty(), **_known(attempt.form)},
        "pads": _pads(attempt),
        "problems": attempt.problems,
        "wrong": [problem["field"] for problem in attempt.problems],
    }


def _head(order: Document, visit: Document, zone: str) -> Document:
    signed = visit["sign_offs"][-1] if visit["sign_offs"] else None
    own = technician_signature(visit)
    return {
        "visit_id": visit["id"],
        "number": order["number"],
        "customer_name": order["customer"]["name"],
        "technician_name": visit["technician"]["name"],
        "gone": gone_of(visit, zone),
        "signed_at": local_or_none(signed["happened_at"] if signed else None, zone),
        "technician_signed_at": local_or_none(own["taken_at"] if own else None, zone),
    }


def _earlier(order: Document, visit: Document, zone: str) -> Document | None:
    """Return who signed another visit of this order last: that act stays as it is."""
    others = [each for each in order["visits"] if each["id"] != visit["id"]]
    acts = [act for each in others for act in each["sign_offs"]]
    signed = [act for act in acts if act["outcome"] in SIGNED_OUTCOMES]
    if not signed:
        return None
    last = max(signed, key=lambda act: act["happened_at"])
    return {"name": last["signer_name"], "at": local_or_none(last["happened_at"], zone)}


def _pads(attempt: Attempt, *fields: str) -> list[Document]:
    """Return where to sign: the customer first, then the technician if asked."""
    asked = [*fields, "technician_strokes"] if attempt.asks_technician else fields
    return [{"field": name, "strokes": attempt.form.get(name, "")} for name in asked]


def _filled(form: Mapping[str, str], order: Document) -> Document:
    first = {"signer_name": order["customer"]["name"], "signer_role": "holder"}
    return {**_empty(), **first, **_known(form)}


def _empty() -> Document:
    return dict.fromkeys(FIELDS, "")


def _known(form: Mapping[str, str]) -> Document:
    return {name: form[name] for name in FIELDS if name in form}

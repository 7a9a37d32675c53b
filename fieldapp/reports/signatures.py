"""Who signed on the sheet, or why nobody did, and what it is worth in law."""

from fieldapp.domain.contacts import SIGNED_OUTCOMES
from fieldapp.domain.documents import Document
from fieldapp.domain.signing import technician_signature
from fieldapp.domain.strokes import stroke_paths
from fieldapp.reports import words
from fieldapp.reports.gathering import Subject
from fieldapp.screens.office.proof import sign_offs
from fieldapp.translating import gettext as _


def signatures(subject: Subject, zone: str) -> list[Document]:
    """Return the acts of this visit and the technician's own signature."""
    acts = zip(subject.visit["sign_offs"], sign_offs(subject.visit, zone), strict=True)
    shown = [_act(act, row, subject, zone) for act, row in acts]
    own = technician_signature(subject.visit)
    return [*shown, *([_technician(own, subject, zone)] if own else [])]


def consent(subject: Subject) -> list[str]:
    """Return what the signature says, never more than it is: a simple one."""
    signed = [a for a in subject.visit["sign_offs"] if a["outcome"] in SIGNED_OUTCOMES]
    if not signed:
        return []
    return [
        _("By signing, the customer confirmed the service described above."),
        _(
            "Simple electronic signature accepted by the parties "
            "(MP 2.200-2/2001, art. 10, § 2º)."
        ),
    ]


def _act(act: Document, row: Document, subject: Subject, zone: str) -> Document:
    masked = f"CPF {row['document']}" if row["document"] else ""
    moment = words.day_and_second(act["happened_at"], zone)
    is_signed = act["outcome"] in SIGNED_OUTCOMES
    said = (
        _("Signed on the screen on %(moment)s", moment=moment) if is_signed else moment
    )
    lines = [said, act["reason"] or ""]
    if row["outcome"]:
        lines.insert(0, row["outcome"])
    return {
        "name": act["signer_name"] or _("Without name"),
        "document": masked,
        "lines": [line for line in lines if line],
        **_drawn(subject, act["signature_sha256"]),
    }


def _technician(own: Document, subject: Subject, zone: str) -> Document:
    moment = words.day_and_second(own["taken_at"], zone)
    return {
        "name": own["by"]["name"],
        "document": "",
        "lines": [
            _("Technician"),
            _("Signed on the screen on %(moment)s", moment=moment),
        ],
        **_drawn(subject, own["sha256"]),
    }


def _drawn(subject: Subject, digest: str | None) -> Document:
    drawing = subject.drawings.get(digest or "")
    if drawing is None:
        return {"drawing": None, "box": "", "paths": []}
    box = " ".join(str(number) for number in drawing["box"])
    return {"drawing": drawing, "box": box, "paths": stroke_paths(drawing)}

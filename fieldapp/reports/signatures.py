"""Who signed on the sheet, or why nobody did, and what it is worth in law."""

from fieldapp.domain.contacts import SIGNED_OUTCOMES
from fieldapp.domain.documents import Document
from fieldapp.domain.signing import technician_signature
from fieldapp.domain.strokes import stroke_paths
from fieldapp.reports import words
from fieldapp.reports.gathering import Subject
from fieldapp.screens.office.proof import sign_offs
from fieldapp.screens.signed_changes import signed_changes
from fieldapp.translating import gettext as _
from fieldapp.translating import ngettext


def signatures(subject: Subject, zone: str) -> list[Document]:
    """Return the acts of this visit and the technician's own signature."""
    acts = zip(subject.visit["sign_offs"], sign_offs(subject.visit, zone), strict=True)
    shown = [_act(act, row, subject, zone) for act, row in acts]
    if shown:
        shown[-1]["lines"] += _changed(subject)
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
    masked = row["document"] or ""
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


def _changed(subject: Subject) -> list[str]:
    """Say under the last act what stands now and was not signed."""
    changes = signed_changes(subject.order, subject.visit, subject.edition)
    if changes is None:
        return []
    added, removed = changes["added"], changes["removed"]
    photos = [
        (added, ngettext("%(num)s photo added", "%(num)s photos added", added)),
        (removed, ngettext("%(num)s photo removed", "%(num)s photos removed", removed)),
    ]
    said = [_changed_line(line) for line in changes["lines"]]
    said += [text for count, text in photos if count]
    return [_("Changed since the signature"), *said] if said else []


def _changed_line(line: Document) -> str:
    name = " ".join(str(part) for part in (line["prompt"], line["repeat"]) if part)
    if line["is_note"]:
        return f"{name}: {_('The note is another one')}"
    signed, now = (_said(side) for side in line["sides"])
    return f"{name}: {_('Signed:')} {signed}. {_('Now:')} {now}"


def _said(side: Document) -> str:
    answer = side["answer"]
    if answer["kind"] == "number":
        return str(words.quantity(answer["text"], side["unit"]))
    if answer["kind"] == "text":
        return str(answer["text"])
    ticks = {"true": _("Yes"), "false": _("No"), "na": _("N/A")}
    return ticks.get(answer["kind"], _("no answer"))


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

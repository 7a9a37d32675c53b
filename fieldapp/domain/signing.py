"""What each outcome of a sign-off asks for (mirror: domain/signing.js)."""

from collections.abc import Mapping

from fieldapp.domain.documents import Document
from fieldapp.domain.tax_numbers import check_tax_number
from fieldapp.domain.texts import trimmed

SIGNER_ROLES = ["holder", "spouse", "resident", "doorman", "employee", "other"]
WITHOUT_SIGNATURE = ["refused", "absent", "minor_only", "other"]
LONGEST_NAME = 120
LONGEST_REASON = 500
TECHNICIAN_SLOT = "technician_signature"
STROKES_TYPE = "application/json"


def outcome_of(form: Mapping[str, str]) -> str:
    """Return the outcome; "other" is a refusal that its reason explains."""
    chosen = form.get("outcome", "")
    if chosen == "other":
        return "refused"
    if chosen in WITHOUT_SIGNATURE:
        return chosen
    return "signed" if form.get("signer_role") == "holder" else "signed_by_other"


def technician_signature(visit: Document) -> Document | None:
    """Return the technician's own signature: evidence in a slot of its own."""
    kept = [each for each in visit["evidence"] if not each["removed"]]
    own = [each for each in kept if each.get("item_id") == TECHNICIAN_SLOT]
    return own[-1] if own else None


def lacks_technician(template_version: Document | None, visit: Document) -> bool:
    """Tell whether the template asks for that signature and it is not there."""
    asks = bool(template_version and template_version.get("technician_signs"))
    return asks and technician_signature(visit) is None


def technician_gaps(*, is_asked: bool, has_strokes: bool) -> list[Document]:
    """Return what is missing of the technician's own signature."""
    return [_gap("technician_strokes", "empty")] * (is_asked and not has_strokes)


def signing_gaps(form: Mapping[str, str], *, has_strokes: bool) -> list[Document]:
    """Return what is missing or wrong with a signature, in the order of the screen."""
    gaps = (
        [] if trimmed(form.get("signer_name", "")) else [_gap("signer_name", "empty")]
    )
    if form.get("signer_role") not in SIGNER_ROLES:
        gaps.append(_gap("signer_role", "empty"))
    number = check_tax_number(form.get("signer_document", ""))
    if number.problem:
        code = f"{number.kind}_{number.problem}"
        gaps.append(_gap("signer_document", code, number.missing))
    if not has_strokes:
        gaps.append(_gap("strokes", "empty"))
    return gaps


def unsigned_gaps(form: Mapping[str, str]) -> list[Document]:
    """Return what is missing where nobody signed: who refused, and why."""
    chosen = form.get("outcome", "")
    if chosen not in WITHOUT_SIGNATURE:
        return [_gap("outcome", "empty")]
    asks_name = chosen == "refused"
    asks_reason = chosen in {"refused", "other"}
    gaps = []
    if asks_name and not trimmed(form.get("signer_name", "")):
        gaps.append(_gap("signer_name", "empty"))
    if asks_reason and not trimmed(form.get("reason", "")):
        gaps.append(_gap("reason", "empty"))
    return gaps


def _gap(field: str, code: str, missing: int = 0) -> Document:
    return {"field": field, "code": code, "missing": missing}

"""What each outcome of a sign-off asks for (mirror: domain/signing.js)."""

from collections.abc import Mapping

from fieldapp.domain.documents import Document
from fieldapp.domain.tax_numbers import check_tax_number
from fieldapp.domain.texts import trimmed

SIGNER_ROLES = ["holder", "spouse", "resident", "doorman", "employee", "other"]
WITHOUT_SIGNATURE = ["refused", "absent", "minor_only", "other"]
LONGEST_NAME = 120
LONGEST_REASON = 500


def outcome_of(form: Mapping[str, str]) -> str:
    """Return the outcome; "other" is a refusal that its reason explains."""
    chosen = form.get("outcome", "")
    if chosen == "other":
        return "refused"
    if chosen in WITHOUT_SIGNATURE:
        return chosen
    return "signed" if form.get("signer_role") == "holder" else "signed_by_other"


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

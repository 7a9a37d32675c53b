"""What somebody with a report in hand is told, without a login."""

from typing import Any

from fieldapp import clock
from fieldapp.domain.documents import Document
from fieldapp.domain.report_codes import shown_code
from fieldapp.screens.moments import local_or_none
from fieldapp.services.report_check import Checked, Verdict
from fieldapp.translating import gettext as _

WORDS = {"visit": "Report of the visit", "absence": "Proof of absence"}
LONGEST_TYPED = 40


def check_screen(row: Any, checked: Checked, zone: str) -> Document:
    """Return the context of public/report.html for a report that was issued.

    Nothing that an altered row says is repeated.
    """
    if checked.verdict in (Verdict.ALTERED, Verdict.STRANGE):
        return asking_screen(str(checked.verdict), shown_code(row.code))
    return {
        "state": str(checked.verdict),
        "code": shown_code(row.code),
        "what": _(WORDS[row.kind]),
        "number": checked.number,
        "issued": local_or_none(clock.to_text(row.made_at), zone),
        "events": checked.events,
        "later": checked.later,
        "public_key": row.public_key,
        "originals": [
            {"kind": "pdf", "sha256": row.pdf_sha256},
            *({"kind": "photo", "sha256": digest} for digest in checked.photos),
        ],
    }


def asking_screen(state: str, typed: str) -> Document:
    """Return the same where there is nothing to check: unknown, due, or just asked."""
    return {"state": state, "code": typed[:LONGEST_TYPED], "originals": []}

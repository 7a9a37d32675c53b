"""What waits for a decision, in the words of the office and the reader's language."""

from fieldapp.domain.documents import Document
from fieldapp.domain.local_time import with_local_times
from fieldapp.problem import KINDS, Problem
from fieldapp.screens.office import looks
from fieldapp.translating import gettext as _


def message_of(issue: Document, zone: str) -> str:
    """Return the sentence; an unknown code says what was stored with it."""
    if issue["reason"] == "late_work":
        return late_words(issue["to_name"])
    known = issue["reason"] in KINDS
    problem = Problem(issue["reason"], **(issue["details"] or {}))
    text = problem.message(_) if known else issue["message"]
    return with_local_times(text, zone)


def late_words(to_name: str | None) -> str:
    """Return what came after the office had taken the visit away."""
    if to_name:
        return _("Work after it passed to %(name)s", name=to_name)
    return _("Work after the cancellation")


def late_chip(*, is_cancelled: bool) -> looks.Chip:
    """Return the mark of such work."""
    words = (
        _("Work after the cancellation") if is_cancelled else _("Work after it moved")
    )
    return looks.chip("warn", "history", words)

"""What came after the office had taken a visit away, in its words."""

from fieldapp.screens.office import looks
from fieldapp.translating import gettext as _


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

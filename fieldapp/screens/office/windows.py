"""A promised window as one line, in the company's zone."""

from fieldapp.domain.documents import Document
from fieldapp.domain.local_time import local
from fieldapp.translating import gettext as _


def window_text(window: Document | None, zone: str) -> str:
    """Return a promised span, "26/11, 08:00 a 09:00"; "" for none."""
    if not window:
        return ""
    start, end = local(window["start_at"], zone), local(window["end_at"], zone)
    return _(
        "%(day)s, %(start)s to %(end)s",
        day=f"{start[8:10]}/{start[5:7]}",
        start=start[11:],
        end=end[11:],
    )

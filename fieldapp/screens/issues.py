"""One thing that waits for a decision; mirror: service_worker/screens/issues.js."""

from fieldapp.domain.documents import Document
from fieldapp.domain.local_time import with_local_times
from fieldapp.screens.outbox import is_hers, issue_row


def issue_screen(issue: Document, scene: Document) -> Document:
    """Return the two values, what she may choose, and whom to call."""
    details = issue["details"] or {}
    return {
        "issue": {
            **issue_row(issue, scene["zone"]),
            "kept": _text(details.get("kept"), scene["zone"]),
            "lost": _text(details.get("lost"), scene["zone"]),
            "by": details.get("by"),
            "choices": issue["choices"],
            "is_open": is_hers(issue),
        },
        "dispatch_phone": scene["organization"].get("phone"),
    }


def _text(value: object, zone: str) -> str | None:
    if isinstance(value, list):
        return ", ".join(value)
    return with_local_times(value, zone) if isinstance(value, str) else None

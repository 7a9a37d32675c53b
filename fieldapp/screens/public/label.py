"""What a customer sees who points a camera at a label: whom to call, nothing else."""

from fieldapp.domain.documents import Document
from fieldapp.domain.labels import format_label, is_label, plain_label


def label_screen(code: str, organization: Document) -> Document:
    """Return the context of public/label.html.

    The same for every code, so that nobody learns which of them are in use: only its
    check character is looked at, to show it as it is printed.
    """
    plain = plain_label(code)
    return {
        "code": format_label(plain) if is_label(plain) else None,
        "whatsapp": (organization.get("whatsapp") or "").removeprefix("+"),
    }

"""The lists that lie beside photos in a ZIP: one for `sha256sum -c`, one for people."""

import csv
import io

from fieldapp.domain.documents import Document
from fieldapp.translating import gettext as _

DIGESTS = "SHA256SUMS"
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def lists(names: list[str], shots: list[Document]) -> dict[str, bytes]:
    """Return both files by their names."""
    sums = "".join(
        f"{shot['sha256']}  {name}\n" for name, shot in zip(names, shots, strict=True)
    )
    return {DIGESTS: sums.encode(), f"{_('photos')}.csv": _table(names, shots)}


def _table(names: list[str], shots: list[Document]) -> bytes:
    written = io.StringIO(newline="")
    rows = csv.writer(written, delimiter=";")
    heads = (
        _("File"),
        _("Photo"),
        _("Checklist item"),
        _("Who"),
        _("On the device"),
        _("At the server"),
        _("Position"),
        "SHA-256",
    )
    rows.writerow(heads)
    for name, shot in zip(names, shots, strict=True):
        typed = (shot["caption"], shot["item"] or "", shot["who"] or "")
        measured = (shot["taken"], shot["announced"] or "", shot["position"]["text"])
        rows.writerow([name, *map(_plain, typed), *measured, shot["sha256"]])
    return written.getvalue().encode("utf-8-sig")


def _plain(text: str) -> str:
    """Keep a spreadsheet from taking somebody's words for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text

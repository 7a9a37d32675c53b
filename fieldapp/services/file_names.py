"""Names for files that go out: readable, safe on every system, each once."""

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 60
EXTENSIONS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "image/heic": "heic",
}


def safe(text: str) -> str:
    """Return text as lower-case ASCII words with hyphens; empty when none is left."""
    decomposed = unicodedata.normalize("NFKD", text)
    plain = decomposed.encode("ascii", "ignore").decode().lower()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return words[:LONGEST].strip("-")


def extension(media_type: str) -> str:
    """Return the ending of what these bytes are, `bin` for anything unexpected."""
    return EXTENSIONS.get(media_type, "bin")


def numbered(named: Iterable[tuple[str, str]]) -> list[str]:
    """Return a name for each pair of caption and media type, in their order.

    The number in front makes each unique and keeps the order of the visit.
    """
    return [
        "-".join(filter(None, [f"{number:02}", safe(caption)])) + f".{extension(kind)}"
        for number, (caption, kind) in enumerate(named, start=1)
    ]

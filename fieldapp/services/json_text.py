"""JSON text: of stored documents, and of what is hashed."""

import json
import re
from typing import Any

from fieldapp.domain.canonical import canonical_text

_BEYOND_16_BITS = re.compile("[\U00010000-\U0010ffff]")
_compact = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
_sorted = json.JSONEncoder(
    ensure_ascii=False, separators=(",", ":"), sort_keys=True
).encode


def compact(document: object) -> str:
    """Return the shortest text; nothing is signed over it, so any order will do."""
    return _compact(document)


def hashed_text(value: Any) -> str:
    """Return the canonical JSON (RFC 8785) of what is hashed, several times faster.

    Python sorts keys by code points, the standard by UTF-16 units: that differs beyond
    16 bits only. A number without canonical form keeps the text that Python gives it:
    its operation is rejected by its arguments and must not stop the rest of its batch.
    """
    text = _sorted(value)
    if not _BEYOND_16_BITS.search(text):
        return text
    try:
        return canonical_text(value)
    except TypeError:
        return text

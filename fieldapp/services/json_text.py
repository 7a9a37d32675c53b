"""Documents as stored text; nothing is signed over it, so it needs no canonical form."""

import json

_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def compact(document: object) -> str:
    """Return the shortest JSON text of a document."""
    return _encode(document)

"""Canonical JSON, RFC 8785 (mirror: service_worker/domain/canonical.js)."""

import hashlib
import json
import re
from typing import Any

FIRST_CHAIN = "0" * 64
MAXIMUM_INTEGER = 2**53 - 1

_SURROGATES = re.compile("[\ud800-\udfff]")
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def canonical_text(value: Any) -> str:
    """Return the canonical JSON of strings, booleans, null, integers, lists, objects.

    Keys are sorted by UTF-16 code units. Raises TypeError for any other value, a float
    or a larger integer, and for a lone surrogate.
    """
    return _encode(_ordered(value))


def canonical_bytes(value: Any) -> bytes:
    """Return the UTF-8 bytes of the canonical JSON."""
    return canonical_text(value).encode()


def sha256(content: str | bytes) -> str:
    """Return the lower-case hex SHA-256 of text or bytes."""
    raw = content.encode() if isinstance(content, str) else content
    return hashlib.sha256(raw).hexdigest()


def chain_hash(previous: str, operation: dict[str, Any]) -> str:
    """Return the chain after an operation, given without its `chain`.

    That is SHA-256 over the previous chain's 64 ASCII characters and the operation's
    canonical JSON (protocol.md section 2).
    """
    return sha256(previous + canonical_text(operation))


def _ordered(value: Any) -> Any:
    if isinstance(value, dict):
        return {_ordered(key): _ordered(value[key]) for key in _sorted(value)}
    if isinstance(value, list):
        return [_ordered(each) for each in value]
    if not _is_plain(value):
        raise TypeError("not canonical: only text, booleans, null and integers")
    return value


def _sorted(value: dict[str, Any]) -> list[str]:
    if all(map(str.isascii, value)):
        return sorted(value)
    return sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))


def _is_plain(value: Any) -> bool:
    if isinstance(value, str):
        return value.isascii() or not _SURROGATES.search(value)
    if isinstance(value, int):
        return abs(value) <= MAXIMUM_INTEGER
    return value is None

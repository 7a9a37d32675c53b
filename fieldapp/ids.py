"""UUIDv7, the identity of operations (RFC 9562 section 5.7)."""

import os
import uuid

from fieldapp import clock


def uuid7(at_ms: int | None = None) -> str:
    """Return a new id that sorts by its millisecond; the rest is random."""
    milliseconds = clock.now_ms() if at_ms is None else at_ms
    raw = bytearray(milliseconds.to_bytes(6, "big") + os.urandom(10))
    raw[6] = 0x70 | raw[6] & 0x0F
    raw[8] = 0x80 | raw[8] & 0x3F
    return str(uuid.UUID(bytes=bytes(raw)))

"""Request bodies: the kind and the size are checked before anything is read."""

import zlib

from flask import request

from fieldapp.problem import Problem

GZIP_WINDOW = 16 + zlib.MAX_WBITS


def json_body(limit: int) -> bytes:
    """Return a JSON body, unzipped; raises Problem media_type or body_too_large."""
    if request.mimetype != "application/json":
        raise Problem("media_type")
    if (request.content_length or 0) > limit:
        raise Problem("body_too_large", limit=limit)
    encoding = request.headers.get("Content-Encoding", "identity").lower()
    if encoding not in ("identity", "gzip"):
        raise Problem("media_type")
    raw = request.get_data(cache=False)
    return _unzipped(raw, limit) if encoding == "gzip" else _within(raw, limit)


def _unzipped(raw: bytes, limit: int) -> bytes:
    """Unzip no more than the limit: a small body may hold gigabytes."""
    unzip = zlib.decompressobj(GZIP_WINDOW)
    try:
        content = unzip.decompress(raw, limit + 1)
    except zlib.error as error:
        raise Problem("request_invalid") from error
    if len(content) <= limit and not unzip.eof:
        raise Problem("request_invalid")
    return _within(content, limit)


def _within(content: bytes, limit: int) -> bytes:
    if len(content) > limit:
        raise Problem("body_too_large", limit=limit)
    return content

"""Zips what is text and long enough."""

import gzip

import brotli
from flask import Flask, Response, request

GZIP_LEVEL = 4
BROTLI_QUALITY = 5
MINIMUM_BYTES = 500
TEXTS = ("text/", "application/json", "application/problem+json", "image/svg+xml")


def init_app(app: Flask) -> None:
    app.after_request(compress)


def compress(response: Response) -> Response:
    if not _is_worth_it(response):
        return response
    response.vary.add("Accept-Encoding")
    if request.accept_encodings["br"]:
        response.set_data(brotli.compress(response.get_data(), quality=BROTLI_QUALITY))
        response.headers["Content-Encoding"] = "br"
    elif request.accept_encodings["gzip"]:
        response.set_data(gzip.compress(response.get_data(), GZIP_LEVEL, mtime=0))
        response.headers["Content-Encoding"] = "gzip"
    return response


def _is_worth_it(response: Response) -> bool:
    return (
        not response.direct_passthrough
        and not response.is_streamed
        and "Content-Encoding" not in response.headers
        and (response.mimetype or "").startswith(TEXTS)
        and (response.content_length or 0) >= MINIMUM_BYTES
    )

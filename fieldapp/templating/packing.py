"""Makes files smaller for the way to the phone: shorter names, then compression."""

import gzip

import brotli

from fieldapp.templating.dialect import Refusal

try:
    import minify
except ImportError:  # no wheel for this machine: larger files that do the same
    minify = None

BROTLI_QUALITY = 9
BEST_QUALITY = 11  # saves 7 % more, but takes most of a second: after the start


def shortened(name: str, script: str) -> str:
    """Return the script with short local names; property names stay as they are."""
    if minify is None:
        return script
    try:
        text: str = minify.string("text/javascript", script)
    except minify.MinifyError as error:
        raise Refusal(name, 1, f"the joined script cannot be read: {error}") from error
    return text


def packed(body: bytes, quality: int = BROTLI_QUALITY) -> dict[str, bytes]:
    """Return the bytes in every encoding we offer, the best first."""
    return {
        "br": brotli.compress(body, mode=brotli.MODE_TEXT, quality=quality),
        "gzip": gzip.compress(body, compresslevel=9, mtime=0),
    }

"""Files that the office takes away: under a name, never kept by a cache."""

from collections.abc import Iterable

from flask import Response


def download(content: Iterable[bytes] | bytes, media_type: str, name: str) -> Response:
    """Answer with a file; the name is ours and plain ASCII."""
    headers = {
        "Content-Disposition": f'attachment; filename="{name}"',
        "Cache-Control": "private, no-store",
    }
    return Response(content, mimetype=media_type, headers=headers)

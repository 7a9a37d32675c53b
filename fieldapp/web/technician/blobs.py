"""Files that an operation announces, kept right here where there is no phone."""

from dataclasses import dataclass
from io import BytesIO

from flask import current_app
from flask_login import current_user

from fieldapp.domain.canonical import sha256
from fieldapp.sync import uploads


@dataclass(frozen=True, slots=True)
class Blob:
    """A photo, a signature or a manifest by its digest."""

    sha256: str
    content: bytes


def blob_of(content: bytes) -> Blob:
    """Return the bytes with their digest."""
    return Blob(sha256(content), content)


def keep(*blobs: Blob) -> None:
    """Put what was just announced into the evidence store; small pictures follow."""
    store = current_app.extensions["evidence_store"]
    for blob in blobs:
        uploads.receive(
            store,
            blob.sha256,
            current_user,
            offset=0,
            length=len(blob.content),
            source=BytesIO(blob.content),
        )
        current_app.extensions["jobs"].draw(blob.sha256)

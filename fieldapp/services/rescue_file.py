"""A rescue file: what a phone could not send, as text that any messenger carries.

First line the format, second the header in base64, then one sealed record a line
(AES-256-GCM; the nonce counts the records, the header is bound to each). A record is
a line of JSON that says what it is, then its bytes. Mirror: static/js/rescue.js.
"""

import base64
import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any
from uuid import UUID

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from pydantic import BaseModel, ConfigDict, ValidationError

from fieldapp.problem import Problem
from fieldapp.services.rescue_keys import RescueKeys

FORMAT = b"VISADA-RESCUE 1"
LONGEST_HEADER = 4096
NONCE_BYTES = 12


class Header(BaseModel):
    """Whose work it is and from which phone; `point` is the file's own public key."""

    model_config = ConfigDict(extra="ignore")

    user_id: UUID
    client_id: UUID
    offset_ms: int = 0
    point: str


@dataclass(frozen=True, slots=True)
class Record:
    """One record: what it is, and its bytes."""

    head: dict[str, Any]
    body: bytes

    @property
    def kind(self) -> str:
        """Which of "operations", "evidence" and "end" it is."""
        return str(self.head.get("kind"))


def opened(file: IO[bytes], keys: RescueKeys) -> tuple[Header, Iterator[Record]]:
    """Return the header and the records, read one by one until the end.

    Raises Problem rescue_unreadable for what is no rescue file of this company; the
    records raise rescue_damaged where the file breaks off or was changed.
    """
    if file.readline(LONGEST_HEADER).strip() != FORMAT:
        raise Problem("rescue_unreadable")
    line = file.readline(LONGEST_HEADER).strip()
    try:
        header = Header.model_validate_json(base64.b64decode(line, validate=True))
        point = base64.b64decode(header.point, validate=True)
        cipher = AESGCM(keys.file_key(str(header.user_id), point))
    except (ValueError, ValidationError) as error:
        raise Problem("rescue_unreadable") from error
    records = _records(file, cipher, line)
    try:
        first = next(records)
    except (Problem, StopIteration) as error:
        raise Problem("rescue_unreadable") from error
    return header, itertools.chain([first], records)


def _records(file: IO[bytes], cipher: AESGCM, header: bytes) -> Iterator[Record]:
    for place in itertools.count():
        record = _record(file.readline().strip(), place, cipher, header)
        if record.kind == "end":
            return
        yield record


def _record(line: bytes, place: int, cipher: AESGCM, header: bytes) -> Record:
    """Open one line; another one, a changed one and the end of the file do not open."""
    try:
        sealed = base64.b64decode(line, validate=True)
        plain = cipher.decrypt(place.to_bytes(NONCE_BYTES), sealed, header)
        head, _, body = plain.partition(b"\n")
        return Record(json.loads(head), body)
    except (ValueError, InvalidTag) as error:
        raise Problem("rescue_damaged") from error

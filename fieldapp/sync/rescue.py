"""Import of a rescue file: the same operations and photos, as if the phone had called.

What is here already changes nothing, so a file may be imported again, and the phone
may still send by itself what somebody carried in for it.
"""

import io
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import IO, Any
from uuid import uuid4

from sqlalchemy import select

from fieldapp import clock, database
from fieldapp.domain.canonical import sha256
from fieldapp.models import LedgerEntry, User
from fieldapp.problem import Problem
from fieldapp.services import rescue_file
from fieldapp.services.evidence_store import EvidenceStore
from fieldapp.services.json_text import compact, hashed_text
from fieldapp.services.ledger import ZERO_HEAD
from fieldapp.services.rescue_file import Header, Record
from fieldapp.services.rescue_keys import RescueKeys
from fieldapp.sync import envelope, uploads
from fieldapp.sync.call import Person
from fieldapp.sync.envelope import PROTOCOL
from fieldapp.sync.push import Pushed, push

Operation = dict[str, Any]


@dataclass(slots=True)
class Imported:
    """What a file brought; `problem` says where it stopped."""

    name: str
    new_operations: int = 0
    known_operations: int = 0
    to_decide: int = 0
    new_evidence: list[str] = field(default_factory=list)
    known_evidence: int = 0
    problem: Problem | None = None


@dataclass(frozen=True, slots=True)
class _Person:
    id: str
    name: str
    role: str


def take_in(
    file: IO[bytes],
    keys: RescueKeys,
    store: EvidenceStore,
    draw: Callable[[str], None],
) -> Imported:
    """Perform and keep what the file holds, up to where it breaks off.

    `draw` is told of every new photo. Raises Problem rescue_unreadable when it is no
    file of this company's people.
    """
    header, records = rescue_file.opened(file, keys)
    person = _person(str(header.user_id))
    imported = Imported(person.name)
    try:
        for record in records:
            _take_in_record(record, header, person, store, imported)
    except Problem as problem:
        imported.problem = problem
    for digest in imported.new_evidence:
        draw(digest)
    return imported


def _take_in_record(
    record: Record,
    header: Header,
    person: Person,
    store: EvidenceStore,
    imported: Imported,
) -> None:
    if record.kind == "operations":
        _perform(json.loads(record.body), header, person, imported)
    elif record.kind == "evidence":
        _keep(str(record.head.get("sha256")), record.body, person, store, imported)


def _perform(
    operations: list[Operation], header: Header, person: Person, imported: Imported
) -> None:
    """Push them as their phone would; one whose place is lost enrols anew."""
    known = _known(operation["id"] for operation in operations)
    pushed = _pushed(str(header.client_id), operations, header, person)
    if pushed.error:
        pushed = _pushed(str(uuid4()), _linked(operations), header, person)
    if pushed.error:
        raise Problem(pushed.error["code"])
    fresh = [each for each in pushed.receipts if each.id not in known]
    imported.new_operations += len(fresh)
    imported.known_operations += len(pushed.receipts) - len(fresh)
    imported.to_decide += sum(each.status != "applied" for each in fresh)


def _pushed(
    client_id: str, operations: list[Operation], header: Header, person: Person
) -> Pushed:
    wall_ms = clock.now_ms() - header.offset_ms
    request = {
        "protocol": PROTOCOL,
        "client_id": client_id,
        "clock": {"wall_ms": wall_ms},
        "operations": operations,
    }
    checked, written = envelope.read(compact(request).encode())
    return push(checked, written, person)


def _linked(operations: list[Operation]) -> list[Operation]:
    """Return the same operations as a new client's first ones."""
    chain, linked = ZERO_HEAD, []
    for sequence, operation in enumerate(operations, start=1):
        moved = {**operation, "sequence": sequence}
        del moved["chain"]
        chain = sha256(chain + hashed_text(moved))
        linked.append({**moved, "chain": chain})
    return linked


def _keep(
    digest: str, body: bytes, person: Person, store: EvidenceStore, imported: Imported
) -> None:
    try:
        state = uploads.progress(store, digest, person)
    except Problem as problem:
        raise Problem("rescue_damaged") from problem  # nothing announces it
    if state.is_complete:
        imported.known_evidence += 1
        return
    try:
        _receive(digest, body, person, store)
    except Problem as problem:
        if problem.code != "digest_mismatch":
            raise
        _receive(digest, body, person, store)  # the part that lay here was not of it
    imported.new_evidence.append(digest)


def _receive(digest: str, body: bytes, person: Person, store: EvidenceStore) -> None:
    offset = store.size_of_part(digest)
    rest = io.BytesIO(body[offset:])
    uploads.receive(store, digest, person, offset=offset, length=len(body), source=rest)


def _known(ids: Iterable[str]) -> set[str]:
    query = select(LedgerEntry.operation_id)
    with database.reading() as connection:
        found = connection.execute(query.where(LedgerEntry.operation_id.in_(list(ids))))
        return set(found.scalars())


def _person(id_: str) -> _Person:
    query = select(User.id, User.name, User.role).where(User.id == id_)
    with database.reading() as connection:
        found = connection.execute(query).one_or_none()
    if found is None:
        raise Problem("rescue_unreadable")
    return _Person(*found)

"""Rows of reports: asked for, due, issued or refused, and what was signed of each."""

from dataclasses import dataclass
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, Row, insert, select, update

from fieldapp import clock, database
from fieldapp.domain.canonical import canonical_bytes
from fieldapp.domain.report_codes import new_code
from fieldapp.models import Report, ReportKind, ReportState
from fieldapp.services import signing_key

DOMAIN = b"visada report 1\n"
MOST_TRIES = 3
SWEEP_SIZE = 50


@dataclass(frozen=True, slots=True)
class Wanted:
    """A report that somebody asks for; `address` is where its code will be opened."""

    work_order_id: str
    visit_id: str
    kind: ReportKind
    language: str
    address: str
    requested_by: str


@dataclass(frozen=True, slots=True)
class Issued:
    """What was made: the file and the last event that it speaks of."""

    rev: int
    head: str
    pdf_sha256: str
    size_bytes: int


@dataclass(frozen=True, slots=True)
class Current:
    """What a report must be to stand for a visit now: of this head, under this key."""

    visit_id: str
    kind: ReportKind
    language: str
    head: str
    public_key: str


def ask(wanted: Wanted) -> str:
    """Write that a report is due and return its code; one that waits is not doubled."""
    with database.writing() as connection:
        waits = connection.execute(
            select(Report.code).where(
                Report.visit_id == wanted.visit_id,
                Report.kind == wanted.kind,
                Report.state == ReportState.DUE,
            )
        ).scalar()
        if waits:
            return str(waits)
        code = new_code()
        row = {
            "code": code,
            "work_order_id": wanted.work_order_id,
            "visit_id": wanted.visit_id,
            "kind": wanted.kind,
            "state": ReportState.DUE,
            "language": wanted.language,
            "address": wanted.address,
            "requested_at": clock.now(),
            "requested_by": wanted.requested_by,
            "tries": 0,
        }
        connection.execute(insert(Report), [row])
    return code


def found(connection: Connection, code: str) -> Row[Any] | None:
    """Return the row of a code, None when there is none."""
    query = select(Report.__table__).where(Report.code == code)
    return connection.execute(query).one_or_none()


def of_order(connection: Connection, work_order_id: str, most: int) -> list[Row[Any]]:
    """Return the newest reports of an order."""
    query = (
        select(Report.__table__)
        .where(Report.work_order_id == work_order_id)
        .order_by(Report.requested_at.desc(), Report.code)
    )
    return list(connection.execute(query.limit(most)))


def current(connection: Connection, like: Current) -> Row[Any] | None:
    """Return the newest report that is like this, None when there is none."""
    query = select(Report.__table__).where(
        Report.visit_id == like.visit_id,
        Report.kind == like.kind,
        Report.state == ReportState.READY,
        Report.language == like.language,
        Report.head == like.head,
        Report.public_key == like.public_key,
    )
    newest = query.order_by(Report.made_at.desc(), Report.code).limit(1)
    return connection.execute(newest).one_or_none()


def due() -> list[str]:
    """Return the codes that still wait, oldest first; a sweep takes so many."""
    query = select(Report.code).where(Report.state == ReportState.DUE)
    with database.reading() as connection:
        rows = connection.execute(query.order_by(Report.requested_at).limit(SWEEP_SIZE))
        return list(rows.scalars())


def begin(code: str) -> Row[Any] | None:
    """Count a try and return the row; None when nothing is due under the code.

    One that broke every time, or took the server with it, is given up.
    """
    with database.writing() as connection:
        row = found(connection, code)
        if row is None or row.state != ReportState.DUE:
            return None
        if row.tries >= MOST_TRIES:
            _end(connection, code, ReportState.FAILED, problem_code="server_fault")
            return None
        connection.execute(
            update(Report).where(Report.code == code).values(tries=row.tries + 1)
        )
    return row


def issue(key: Ed25519PrivateKey, row: Any, issued: Issued) -> None:
    """Write what was made, signed so that no other file can take its place."""
    values = {
        "made_at": clock.now(),
        "rev": issued.rev,
        "head": issued.head,
        "pdf_sha256": issued.pdf_sha256,
        "size_bytes": issued.size_bytes,
        "public_key": signing_key.public_hex(key),
    }
    stated = statement({**row._mapping, **values})  # noqa: SLF001 # its public name
    with database.writing() as connection:
        _end(
            connection,
            row.code,
            ReportState.READY,
            signature=key.sign(stated).hex(),
            **values,
        )


def refuse(code: str, problem_code: str) -> None:
    """Write why there is no report."""
    with database.writing() as connection:
        _end(connection, code, ReportState.FAILED, problem_code=problem_code)


def is_as_signed(row: Any) -> bool:
    """Tell whether a row is what its key signed; whose key that is, is not asked."""
    if row.made_at is None or row.signature is None:
        return False
    stated = statement(row._mapping)  # noqa: SLF001 # its public name
    return signing_key.is_signed(row.public_key, row.signature, stated)


def statement(values: Any) -> bytes:
    """Return the bytes that are signed for one report."""
    said = {
        "code": values["code"],
        "head": values["head"],
        "kind": str(values["kind"]),
        "made_at": clock.to_text(values["made_at"]),
        "pdf_sha256": values["pdf_sha256"],
        "rev": values["rev"],
        "work_order_id": values["work_order_id"],
    }
    return DOMAIN + canonical_bytes(said)


def _end(
    connection: Connection, code: str, state: ReportState, **values: object
) -> None:
    """End what is still due: of two that made the same report the first stands."""
    is_due = (Report.code == code, Report.state == ReportState.DUE)
    connection.execute(update(Report).where(*is_due).values(state=state, **values))

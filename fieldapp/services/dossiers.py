"""Rows of dossiers: asked for, claimed by one process, how far, ready or given up."""

import json
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, or_, select, update

from fieldapp import clock, database
from fieldapp.ids import uuid7
from fieldapp.models import Dossier, DossierContent, DossierScope, DossierState

KEPT = timedelta(days=7)
CLAIM = timedelta(minutes=2)
"""How long a process may say nothing before another goes on in its place."""
MOST_TRIES = 3
SWEEP_SIZE = 20


@dataclass(frozen=True, slots=True)
class Wanted:
    """A dossier that somebody asks for at an order, with the orders that go in."""

    work_order_id: str
    scope: DossierScope
    content: DossierContent
    order_ids: list[str]
    language: str
    address: str
    requested_by: str


def ask(wanted: Wanted) -> str:
    """Write that a dossier is due and return its id; one that waits is not doubled."""
    same = (
        Dossier.work_order_id == wanted.work_order_id,
        Dossier.scope == wanted.scope,
        Dossier.content == wanted.content,
        Dossier.state == DossierState.DUE,
    )
    with database.writing() as connection:
        waits = connection.execute(select(Dossier.id).where(*same)).scalar()
        if waits:
            return str(waits)
        row = {
            "id": uuid7(),
            "work_order_id": wanted.work_order_id,
            "scope": wanted.scope,
            "content": wanted.content,
            "state": DossierState.DUE,
            "language": wanted.language,
            "address": wanted.address,
            "requested_at": clock.now(),
            "requested_by": wanted.requested_by,
            "order_ids": json.dumps(wanted.order_ids),
            "total": len(wanted.order_ids),
            "done": 0,
            "tries": 0,
        }
        connection.execute(insert(Dossier), [row])
    return str(row["id"])


def found(connection: Connection, id_: str) -> Row[Any] | None:
    """Return the row of an id, None when there is none."""
    query = select(Dossier.__table__).where(Dossier.id == id_)
    return connection.execute(query).one_or_none()


def of_order(connection: Connection, work_order_id: str, most: int) -> list[Row[Any]]:
    """Return the newest dossiers that were asked for at an order."""
    query = (
        select(Dossier.__table__)
        .where(Dossier.work_order_id == work_order_id)
        .order_by(Dossier.requested_at.desc(), Dossier.id)
    )
    return list(connection.execute(query.limit(most)))


def due() -> list[str]:
    """Return ids that wait and that nobody works on, oldest first."""
    query = select(Dossier.id).where(*_is_free())
    with database.reading() as connection:
        rows = connection.execute(
            query.order_by(Dossier.requested_at).limit(SWEEP_SIZE)
        )
        return list(rows.scalars())


def begin(id_: str) -> Row[Any] | None:
    """Claim a dossier, count a try and return it; None when it is not to be made.

    One that broke as often without getting any further is given up.
    """
    with database.writing() as connection:
        claimed = connection.execute(
            update(Dossier)
            .where(Dossier.id == id_, *_is_free())
            .values(claimed_at=clock.now(), tries=Dossier.tries + 1)
        )
        row = found(connection, id_) if claimed.rowcount else None
        if row is not None and row.tries > MOST_TRIES:
            _end(connection, id_, DossierState.FAILED, problem_code="server_fault")
            return None
    return row


def advance(id_: str, done: int) -> None:
    """Keep the claim, and say how many orders are in; further than ever is no try."""
    further = update(Dossier).where(Dossier.id == id_, Dossier.done < done)
    with database.writing() as connection:
        connection.execute(
            update(Dossier).where(Dossier.id == id_).values(claimed_at=clock.now())
        )
        connection.execute(further.values(done=done, tries=1))


def release(id_: str) -> None:
    """Let the next sweep try again."""
    with database.writing() as connection:
        connection.execute(
            update(Dossier).where(Dossier.id == id_).values(claimed_at=None)
        )


def release_all() -> None:
    """Let go of every claim: this process is alone, whoever made them is gone."""
    is_claimed = (Dossier.state == DossierState.DUE, Dossier.claimed_at.is_not(None))
    with database.writing() as connection:
        connection.execute(update(Dossier).where(*is_claimed).values(claimed_at=None))


def finish(id_: str, size_bytes: int) -> None:
    """Write that the whole file is in its place."""
    with database.writing() as connection:
        values = {"made_at": clock.now(), "size_bytes": size_bytes}
        _end(connection, id_, DossierState.READY, **values)


def refuse(id_: str, problem_code: str) -> None:
    """Write why there is none."""
    with database.writing() as connection:
        _end(connection, id_, DossierState.FAILED, problem_code=problem_code)


def retry(id_: str) -> bool:
    """Make one due again that was given up; tell whether there was one."""
    is_given_up = (Dossier.id == id_, Dossier.state == DossierState.FAILED)
    again = {"state": DossierState.DUE, "tries": 0, "problem_code": None}
    with database.writing() as connection:
        done = connection.execute(
            update(Dossier).where(*is_given_up).values(claimed_at=None, **again)
        )
        return bool(done.rowcount)


def forget_old() -> set[str]:
    """Take out what is older than it is kept; return the ids that stay."""
    is_old = Dossier.requested_at < clock.now() - KEPT
    with database.writing() as connection:
        connection.execute(delete(Dossier).where(is_old))
        return set(connection.execute(select(Dossier.id)).scalars())


def _is_free() -> tuple[Any, ...]:
    silent = Dossier.claimed_at < clock.now() - CLAIM
    return (
        Dossier.state == DossierState.DUE,
        or_(Dossier.claimed_at.is_(None), silent),
    )


def _end(
    connection: Connection, id_: str, state: DossierState, **values: object
) -> None:
    """End what is still due: of two that made the same one the first stands."""
    is_due = (Dossier.id == id_, Dossier.state == DossierState.DUE)
    connection.execute(
        update(Dossier).where(*is_due).values(state=state, claimed_at=None, **values)
    )

"""Transactions: one writer at a time on SQLite, row locks on PostgreSQL."""

import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from functools import wraps
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from sqlalchemy import Connection, Engine, ExceptionContext, Row, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError, IntegrityError

from fieldapp.extensions import db
from fieldapp.problem import Problem

BUSY_TIMEOUT_MS = 5000

AnyRow = Row[*tuple[Any, ...]]
Statement = TypeVar("Statement")

_writers: WeakKeyDictionary[Engine, threading.RLock] = WeakKeyDictionary()
_open: ContextVar[Connection | None] = ContextVar("open_transaction", default=None)


@contextmanager
def writing() -> Iterator[Connection]:
    """Open a transaction that may write; inside another one, join it.

    The commit stands at the end of the outermost block, so that several
    operations become visible together or not at all.
    """
    if (joined := _open.get()) is not None:
        yield joined
        return
    alone = _writers[db.engine] if is_sqlite() else nullcontext()
    with alone, db.engine.connect().execution_options(is_writer=True) as connection:
        token = _open.set(connection)
        try:
            with connection.begin():
                yield connection
        finally:
            _open.reset(token)


@contextmanager
def reading() -> Iterator[Connection]:
    """Open a transaction that sees one consistent state and writes nothing."""
    if (joined := _open.get()) is not None:
        yield joined
        return
    level = {} if is_sqlite() else {"isolation_level": "REPEATABLE READ"}
    with db.engine.connect().execution_options(**level) as connection:
        yield connection


def is_sqlite() -> bool:
    """Whether the embedded database is in use."""
    return db.engine.dialect.name == "sqlite"


def insert(table: Any) -> Any:
    """Return the dialect's INSERT, which knows ON CONFLICT."""
    return sqlite.insert(table) if is_sqlite() else postgresql.insert(table)


def kept(build: Callable[[], Statement]) -> Callable[[], Statement]:
    """Build a statement once for each dialect: it costs more than to run it.

    For what `insert` begins; a plain select with `bindparam` is kept as a constant.
    """
    built: dict[bool, Statement] = {}

    @wraps(build)
    def statement() -> Statement:
        dialect = is_sqlite()
        if dialect not in built:
            built[dialect] = build()
        return built[dialect]

    return statement


def prepare(engine: Engine) -> None:
    """Give SQLite its pragmas and explicit transactions; called once an engine."""
    if engine.dialect.name != "sqlite":
        event.listen(engine, "handle_error", _forget_values)
        return
    _writers[engine] = threading.RLock()
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)


def _set_pragmas(connection: sqlite3.Connection, _: Any) -> None:
    connection.isolation_level = None
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")


def _begin(connection: Connection) -> None:
    is_writer = connection.get_execution_options().get("is_writer")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if is_writer else "BEGIN")


def _forget_values(context: ExceptionContext) -> None:
    """Keep of PostgreSQL's words only which rule was broken.

    Its DETAIL and CONTEXT quote whole rows and parameters, and so do the data
    exceptions in their first line: what customers said would stand in the log.
    """
    primary = getattr(
        getattr(context.original_exception, "diag", None), "message_primary", None
    )
    if primary is None:
        return
    words = primary.partition(': "')[0]
    context.original_exception.args = (words,)
    if context.sqlalchemy_exception:
        context.sqlalchemy_exception.args = (words,)


def problem_of(error: DBAPIError) -> Problem | None:
    """Return what a failing database means for the caller, None for our own bugs."""
    words = str(error.orig).lower()
    if "disk is full" in words or _state(error) == "53100":
        return Problem("storage_full")
    if "database is locked" in words or "unable to open" in words:
        return Problem("database_busy")
    return None


def is_race(error: DBAPIError) -> bool:
    """Whether the same transaction may succeed when it is tried again."""
    return isinstance(error, IntegrityError) or _state(error) in ("40001", "40P01")


def _state(error: DBAPIError) -> str | None:
    return getattr(error.orig, "sqlstate", None)

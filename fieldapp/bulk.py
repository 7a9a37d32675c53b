"""Many rows written by one statement."""

from collections.abc import Callable, Iterable
from functools import cache, lru_cache
from typing import Any

from sqlalchemy import Connection, Dialect
from sqlalchemy.sql.dml import UpdateBase

MOST_PREPARED = 64

Row = dict[str, Any]
Prepare = Callable[[Any], Any] | None


def execute_rows(
    connection: Connection, statement: UpdateBase, rows: list[Row]
) -> None:
    """Execute a kept statement for rows that all name the same parameters.

    SQLAlchemy would prepare each value of each row by itself, which takes longer than
    writing them. Here a value that repeats in a column is prepared once.
    """
    dialect = connection.dialect
    text, columns = _prepared(dialect, statement, tuple(rows[0]))
    values = zip(*(_column(rows, *column) for column in columns), strict=True)
    if dialect.positional:
        connection.exec_driver_sql(text, list(values))
        return
    names = [name for name, _ in columns]
    named = [dict(zip(names, row, strict=True)) for row in values]
    connection.exec_driver_sql(text, named)


def _column(rows: list[Row], name: str, prepare: Prepare) -> Iterable[Any]:
    values = [row[name] for row in rows]
    return map(cache(prepare), values) if prepare else values


@lru_cache(MOST_PREPARED)
def _prepared(
    dialect: Dialect, statement: UpdateBase, names: tuple[str, ...]
) -> tuple[str, list[tuple[str, Prepare]]]:
    """Return the text for the driver and its parameters, in their order."""
    compiled: Any = statement.compile(dialect=dialect, column_keys=list(names))
    order = compiled.positiontup if dialect.positional else names
    kinds = [compiled.binds[name].type.dialect_impl(dialect) for name in order]
    prepares = [kind.bind_processor(dialect) for kind in kinds]
    return compiled.string, list(zip(order, prepares, strict=True))

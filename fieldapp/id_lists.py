"""Many ids handed to a statement as one JSON text.

A parameter for each id would have the statement written, read and planned anew for
every length of the list.
"""

import json
from collections.abc import Iterable
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Dialect,
    Text,
    TypeDecorator,
    bindparam,
)
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement


def among(column: Any, name: str) -> ColumnElement[bool]:
    """Return whether a column holds one of the ids that the named parameter lists.

    Not beside a condition with an index of its own: SQLite, which does not know how
    many ids come, may take that one and read all that it finds there.
    """
    return _Among(column, bindparam(name, type_=IdList()))


class IdList(TypeDecorator[Any]):
    """Ids as the database takes them: the JSON text of a list."""

    impl = Text
    cache_ok = True

    def process_bind_param(
        self,
        value: Iterable[str] | None,
        dialect: Dialect,  # noqa: ARG002 # as SQLAlchemy calls it
    ) -> str:
        """Return the text; no list is an empty one."""
        return json.dumps(list(value or ()))


class _Among(FunctionElement[Any]):
    """Of no type: a boolean is compared with 1 on SQLite, which then uses no index."""

    inherit_cache = True


@compiles(_Among, "sqlite")
def _on_sqlite(element: Any, compiler: SQLCompiler, **options: Any) -> str:
    column, text = (compiler.process(each, **options) for each in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({text}))"  # noqa: S608 # both compiled


@compiles(_Among, "postgresql")
def _on_postgresql(element: Any, compiler: SQLCompiler, **options: Any) -> str:
    column, text = (compiler.process(each, **options) for each in element.clauses)
    values = f"SELECT json_array_elements_text(CAST({text} AS json))"
    return f"{column} = ANY (ARRAY({values}))"

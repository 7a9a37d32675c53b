"""A company with a longer history: the same orders once more, in years gone by."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import create_engine, func, literal, select

from fieldapp.models import Assignment, LedgerBody, LedgerEntry, Visit, WorkOrder

TIMES = 10
LONG_AGO = datetime(2020, 1, 1, tzinfo=UTC)
APART = 1_000_000
DASH = 9
"""The place of an id's first dash, where copies have their number."""
IDS = {
    WorkOrder: {"id"},
    Visit: {"id", "work_order_id"},
    Assignment: {"visit_id", "work_order_id"},
    LedgerEntry: {"operation_id", "stream_id"},
    LedgerBody: {"operation_id"},
}


def lengthen(url):
    """Give a database ten times the orders, visits and ledger rows that it has."""
    engine = create_engine(url)
    with engine.begin() as connection:
        for copy in range(1, TIMES):
            for model in IDS:
                connection.execute(_repeated(model, copy))
    engine.dispose()


def _repeated(model, copy):
    """Return the statement that adds one copy of a table's first rows."""
    columns = [_column(model, column, copy) for column in model.__table__.c]
    names = [column.name for column in model.__table__.c]
    rows = select(*columns).where(_is_first(model))
    return model.__table__.insert().from_select(names, rows)


def _is_first(model):
    """Return the condition on rows that are no copies and belong to an order."""
    key = model.__table__.primary_key.columns[0]
    is_first = func.substr(key, DASH, 1) == "-"
    of_an_order = LedgerEntry.stream_kind == "work_order"
    if model is LedgerEntry:
        return is_first & of_an_order
    if model is LedgerBody:
        return is_first & key.in_(select(LedgerEntry.operation_id).where(of_an_order))
    return is_first


def _column(model, column, copy):
    """Return a column's value in a copy: other ids and numbers, windows long ago."""
    if column.name in IDS[model]:
        head, rest = func.substr(column, 1, DASH - 1), func.substr(column, DASH + 1)
        return head.concat(str(copy)).concat(rest)
    if column.name == "number":
        return column + copy * APART
    if column.name.startswith("window_"):
        return literal(LONG_AGO + timedelta(days=copy), column.type)
    return column

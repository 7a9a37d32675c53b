"""Ids that travel as one value are still looked up one by one, by their index."""

import pytest
from sqlalchemy import event, select

from fieldapp import database
from fieldapp.id_lists import among
from fieldapp.models import User
from fieldapp.services import evidence
from fieldapp.sync import admission, changes, faults, streams

IDS = [f"id-{number}" for number in range(40)]


@pytest.mark.both_databases
def test_no_id_finds_nothing_and_each_id_its_own(company):
    query = select(User.id).where(among(User.id, "ids"))
    both = {company.marcos.id, company.priscila.id}

    with database.reading() as connection:
        found = [
            set(connection.execute(query, {"ids": ids}).scalars())
            for ids in ([], ["nobody"], both, [*both, "nobody"])
        ]

    assert found == [set(), set(), both, both]


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        (admission.STORED, {"ids": IDS}),
        (changes.WORK_ORDERS, {"ids": IDS}),
        (faults.GIVEN_UP, {"ids": IDS}),
        (streams.ORDERS, {"ids": IDS}),
        (streams.ASSIGNED, {"user_id": "somebody", "order_ids": IDS}),
        (evidence.RECEIVED, {"digests": IDS}),
    ],
)
def test_no_table_is_read_whole(backend, query, asked):
    sent = []

    def note(_connection, _cursor, statement, values, *_):
        sent.append((statement, values))

    with database.reading() as connection:
        event.listen(connection, "before_cursor_execute", note)
        connection.execute(query, asked)
        statement, values = sent[-1]
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)
        whole = [row.detail for row in plan if row.detail.startswith("SCAN ")]

    assert whole == ["SCAN json_each VIRTUAL TABLE INDEX 1:"]

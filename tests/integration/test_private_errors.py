"""A failing database names the statement, never what customers and people wrote."""

import logging

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from fieldapp import database, failpoints

NOTE = "Portão verde, falar com Dona Lourdes"


FAILING = {
    "a row without a part": "INSERT INTO ledger_bodies VALUES ('1', NULL, :said, NULL)",
    "the same twice": "INSERT INTO stations VALUES (:said), (:said)",
    "a word for a number": "INSERT INTO stations VALUES (CAST(CAST(:said AS integer) "
    "AS varchar)), (NULL)",
}


@pytest.mark.both_databases
@pytest.mark.parametrize("statement", FAILING.values(), ids=list(FAILING))
def test_no_failing_statement_brings_what_was_said_into_the_log(
    company, caplog, statement
):
    """PostgreSQL quotes whole rows in DETAIL, and values in its first line."""
    with pytest.raises(DBAPIError) as failure:
        insert_into_stations(statement)

    logging.getLogger("fieldapp").error("failed", exc_info=failure.value)

    assert "INSERT INTO" in caplog.text
    assert "Dona Lourdes" not in caplog.text


def insert_into_stations(statement):
    table = "CREATE TEMPORARY TABLE stations (name varchar(90) NOT NULL UNIQUE)"
    with database.writing() as connection:
        connection.execute(text(table))
        connection.execute(text(statement), {"said": NOTE})


@pytest.mark.both_databases
def test_what_a_note_said_is_not_in_the_log(company, order, caplog, monkeypatch):
    phone = company.phone(company.marcos)
    phone.sync()
    phone.write("add_note", {"text": NOTE}, order["id"])

    def stumble(place):
        if place == "push_locked":
            with database.writing() as connection:
                connection.execute(text("SELECT :said FROM nowhere"), {"said": NOTE})

    monkeypatch.setattr(failpoints, "reach", stumble)
    with caplog.at_level(logging.ERROR):
        answer = phone.post(phone.envelope(phone.outbox))

    assert answer.status_code == 500
    assert "FROM nowhere" in caplog.text
    assert NOTE not in caplog.text

"""A failing database names the statement, never what customers and people wrote."""

import logging

import pytest
from sqlalchemy import text

from fieldapp import database, failpoints

NOTE = "Portão verde, falar com Dona Lourdes"


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

"""Auditors see what phones miss in the record, and who opened whose data."""

from datetime import timedelta

import builders
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from fieldapp import clock, database
from fieldapp.models import AccessKind
from fieldapp.services import access_log

pytestmark = pytest.mark.both_databases

AUDIT = "/office/audit"


@pytest.fixture
def auditor(company):
    return company.browser(company.auditor)


def test_a_head_that_went_backwards_is_shown_with_who_saw_it(company, auditor, order):
    phone = company.phone(company.marcos)
    phone.sync()
    envelope = phone.envelope()
    envelope["heads"] = {order["id"]: [99, "ab" * 32]}
    phone.post(envelope)

    page = auditor.get(AUDIT).text

    assert "Marcos Sales" in page
    assert "abababababababab" in page


def test_opening_an_order_is_written_with_who_and_what(company, office, auditor, order):
    office.get(f"/office/work_orders/{order['id']}")
    office.get(f"/office/work_orders/{order['id']}/edit")

    page = auditor.get(AUDIT).text

    assert page.count("Priscila Nunes") == 2
    assert "Formulário para editar a ordem" in page


def test_opening_a_photo_names_every_order_that_shows_it(
    company, office, auditor, order
):
    other = company.order(company.marcos)
    phone = company.phone(company.marcos)
    phone.sync()
    digest = phone.keep(b"\xff\xd8\xff one door")
    for each in (order, other):
        photo = builders.photo(each["visits"][0]["id"], digest)
        phone.write("attach_evidence", photo, each["id"])
    phone.sync()
    phone.upload_all()

    office.get(f"/office/evidence/{digest}")

    with database.reading() as connection:
        rows, total = access_log.listed(connection, None, page=1, size=9)
    assert total == 2
    assert {row.number for row in rows} == {order["number"], other["number"]}


def test_the_log_is_searched_by_the_number_of_an_order(company, office, auditor, order):
    other = company.order()
    for each in (order, other):
        office.get(f"/office/work_orders/{each['id']}")

    found = auditor.get(f"{AUDIT}?order=OS {order['number']}").text

    assert found.count("Priscila Nunes") == 1
    assert f"/office/work_orders/{order['id']}" in found


@pytest.mark.parametrize("typed", ["abc", "9" * 40, "-1", "\uff11\uff12", "\x00"])
def test_a_number_that_is_none_is_answered_with_a_sentence(auditor, typed):
    answer = auditor.get(AUDIT, query_string={"order": typed, "page": "-7"})

    assert answer.status_code in (200, 422)
    assert (answer.status_code == 422) is ("Digite o número" in answer.text)


def test_an_entry_of_the_access_log_cannot_be_rewritten(company, office, order):
    office.get(f"/office/work_orders/{order['id']}")

    with (
        pytest.raises(DBAPIError, match="only grows"),
        database.writing() as connection,
    ):
        connection.execute(text("UPDATE access_log SET user_id = 'nobody'"))


def test_an_order_opens_although_the_log_cannot_be_written(
    backend, office, order, caplog
):
    backend.tamper("DROP TABLE access_log")

    assert office.get(f"/office/work_orders/{order['id']}").status_code == 200
    assert "could not be written" in caplog.text


def test_what_is_older_than_a_year_goes(app, company, order, monkeypatch):
    access_log.note(company.priscila.id, [order["id"]], AccessKind.ORDER)
    later = clock.to_text(clock.now() + timedelta(days=367))
    monkeypatch.setenv("FIELDAPP_NOW", later)

    app.extensions["jobs"].forget()

    with database.reading() as connection:
        assert access_log.listed(connection, None, page=1, size=9) == ([], 0)

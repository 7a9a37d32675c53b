"""What may be only on a phone: the office sees each one, the worst first."""

import re
from datetime import timedelta
from html import unescape

import builders
import pytest
from company import ORIGIN
from proofs import picture
from sqlalchemy import select

from fieldapp import clock, database
from fieldapp.models import LedgerEntry
from fieldapp.services import clients, phones

pytestmark = pytest.mark.both_databases

PHONES = "/office/phones"
ROW = re.compile(r'<tr class="table__row">(.*?)</tr>', re.DOTALL)


@pytest.fixture
def at(monkeypatch):
    """Stop the server's clock, and move it so many minutes ahead."""
    start = clock.now()

    def move(minutes):
        later = clock.to_text(start + timedelta(minutes=minutes))
        monkeypatch.setenv("FIELDAPP_NOW", later)

    move(0)
    return move


def words(html):
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", html)))


def page(company):
    return company.browser(company.priscila).get(PHONES).text


def rows(company):
    """Return each phone of the page: its tones and what it says."""
    found = ROW.findall(page(company))
    return [(re.findall(r'data-s="(\w+)"', row), words(row)) for row in found]


def announce(company, order, shades=(90,)):
    """Return a phone that announced photos and did not bring them."""
    phone = company.phone(company.marcos)
    phone.sync()
    for shade in shades:
        digest = phone.keep(picture(shade))
        photo = builders.photo(order["visits"][0]["id"], digest)
        phone.write("attach_evidence", photo, order["id"])
    phone.sync()
    return phone


@pytest.mark.parametrize(
    ("minutes", "tone"), [(119, "done"), (120, "warn"), (24 * 60, "late")]
)
def test_a_file_that_does_not_come_grows_urgent(company, order, at, minutes, tone):
    phone = announce(company, order, shades=(90, 91))
    at(minutes)
    phone.sync()

    ((tones, text),) = rows(company)

    assert tones == ["done", tone]
    assert "2 arquivos ainda não chegaram" in text
    assert f"{order['number']:,}".replace(",", ".") in text


@pytest.mark.parametrize(
    ("minutes", "tone"), [(119, "done"), (120, "warn"), (24 * 60, "late")]
)
def test_a_phone_that_is_silent_grows_urgent(company, at, minutes, tone):
    company.phone(company.marcos).sync()
    at(minutes)

    ((tones, text),) = rows(company)

    assert tones == [tone]
    assert "Marcos Sales" in text


def test_what_came_is_no_longer_owed(company, order):
    announce(company, order).upload_all()

    ((_, text),) = rows(company)

    assert "Nada" in text
    assert "Tudo o que foi anunciado está aqui." in page(company)


def test_what_a_phone_lost_is_a_decision_and_no_longer_on_it(company, order):
    phone = announce(company, order)
    lost = {"sha256": [], "lost": list(phone.blobs)}
    phone.browser.post(
        "/sync/evidence/missing", json=lost, headers={"Origin": "http://localhost"}
    )

    ((_, text),) = rows(company)

    assert "Nada" in text


def test_the_most_urgent_phone_stands_first(company, at):
    for someone, minutes in (
        (company.marcos, 0),
        (company.danilo, 60),
        (company.renata, 23 * 60),
    ):
        at(minutes)
        company.phone(someone).sync()
    at(24 * 60 + 1)

    found = [text for _, text in rows(company)]

    names = ["Marcos Sales", "Danilo Rezende", "Renata Campos"]
    assert all(name in text for name, text in zip(names, found, strict=True))


def test_a_blocked_phone_and_one_that_signed_out_are_not_silent(company, at):
    blocked, left = company.phone(company.marcos), company.phone(company.danilo)
    for phone in (blocked, left):
        phone.sync()
    left.browser.post("/logout", headers={"Origin": "http://localhost"})
    with database.writing() as connection:
        clients.revoke(connection, blocked.client_id, clock.now())
    at(25 * 60)

    found = rows(company)

    assert {(tuple(tones), "Bloqueado" in text) for tones, text in found} == {
        (("off",), True),
        (("off",), False),
    }


def test_a_phone_that_owes_nothing_is_forgotten_after_a_month(company, order, at):
    announce(company, order)
    company.phone(company.danilo).sync()
    at(31 * 24 * 60)

    with database.reading() as connection:
        found = phones.listed(connection, clock.now())

    assert [phone.user_name for phone in found] == ["Marcos Sales"]


def test_without_any_phone_the_page_says_who_never_signed_in(company):
    text = words(page(company))

    assert "Nenhum aparelho fez contato ainda" in text
    assert "Danilo Rezende, Marcos Sales" in text


def test_a_lost_phone_is_blocked_and_wipes_itself_at_its_next_call(company, order):
    phone = company.phone(company.marcos)
    phone.sync()
    renata = company.browser(company.renata)
    address = f"/office/phones/{phone.client_id}/block"
    assert f'href="{address}"' in renata.get("/office/phones").text
    assert "Não dá para desfazer" in renata.get(address).text

    answer = renata.post(address, headers=ORIGIN)

    assert answer.status_code == 303
    note = phone.write("add_note", {"text": "ainda não enviada"}, order["id"])
    told = phone.post(phone.envelope())
    assert (told.status_code, told.json["wipe"]) == (401, True)
    with database.reading() as connection:
        rows = select(LedgerEntry.name, LedgerEntry.status, LedgerEntry.actor_id)
        wanted = LedgerEntry.name.in_(["revoke_client", note["name"]])
        found = {row.name: row for row in connection.execute(rows.where(wanted))}
    assert found["add_note"].status == "parked"
    assert found["revoke_client"].actor_id == company.renata.id


def test_who_manages_nobody_blocks_no_phone(company):
    phone = company.phone(company.marcos)
    phone.sync()
    priscila = company.browser(company.priscila)

    assert "Bloquear" not in priscila.get("/office/phones").text
    answer = priscila.post(f"/office/phones/{phone.client_id}/block", headers=ORIGIN)
    assert answer.status_code == 403


def test_an_administrators_phone_is_not_for_a_supervisor(company):
    phone = company.phone(company.admin)
    phone.sync()
    renata = company.browser(company.renata)
    answer = renata.post(f"/office/phones/{phone.client_id}/block", headers=ORIGIN)

    assert answer.status_code == 403
    with database.reading() as connection:
        assert clients.place_of(connection, phone.client_id).revoked_at is None

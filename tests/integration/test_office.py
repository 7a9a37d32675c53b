"""The office finds its orders, reads their history and sees when it was touched."""

from datetime import timedelta

import pytest
from phone import Phone
from sqlalchemy import text

from fieldapp import clock, database

pytestmark = pytest.mark.both_databases

LIST = "/office/work_orders"


@pytest.fixture
def phone(company, order):  # it is pulled
    phone = company.phone(company.marcos)
    phone.sync()
    return phone


def page(browser, address):
    answer = browser.get(address)
    assert answer.status_code == 200, answer.text
    return answer.text


def shown(order):
    return f"{order['number']:,}".replace(",", ".")


def listed(browser, orders, **filters):
    """Return which of the orders the filtered list shows, by their place in it."""
    html = browser.get(LIST, query_string=filters).text
    places = {order["id"]: html.find(f"{LIST}/{order['id']}") for order in orders}
    return sorted((id_ for id_, at in places.items() if at >= 0), key=places.get)


def test_the_list_opens_each_order(office, order):
    assert listed(office, [order]) == [order["id"]]
    assert shown(order) in page(office, f"{LIST}/{order['id']}")


def test_an_order_is_found_by_its_number_with_or_without_the_point(
    company, office, order
):
    other = company.order(company.danilo)

    for written in (shown(order), str(order["number"]), f"OS {shown(order)}"):
        assert listed(office, [order, other], q=written) == [order["id"]]


def test_an_order_is_found_by_a_part_of_the_name(office, order):
    part = order["customer"]["name"].split()[-1].lower()

    assert listed(office, [order], q=part) == [order["id"]]
    assert listed(office, [order], q="100%") == []


def test_the_list_narrows_by_technician_day_and_phase(company, office, order):
    other = company.order(company.danilo)
    waiting = company.order()
    both = [order, other, waiting]
    far = (clock.now() + timedelta(days=40)).date().isoformat()

    assert listed(office, both, technician=company.danilo.id) == [other["id"]]
    assert listed(office, both, technician="none") == [waiting["id"]]
    assert listed(office, both, phase="open") == [waiting["id"]]
    assert listed(office, both, day=far) == []


def test_the_list_turns_around(company, office, order):
    second = company.order(company.marcos)
    rising = [order["id"], second["id"]]

    assert listed(office, [order, second], sort="number") == rising
    assert listed(office, [order, second], sort="-number") == rising[::-1]


@pytest.mark.parametrize(
    "address",
    [
        "?page=0",
        "?page=999999999999999999999",
        "?sort=nothing",
        "?day=31-12",
        "?phase=x",
        "?q=%00",
        "?q=999999999999999999999999",
        "?technician=%27",
    ],
)
@pytest.mark.usefixtures("order")
def test_an_address_that_makes_no_sense_still_shows_a_list(office, address):
    assert office.get(LIST + address).status_code == 200


def test_the_address_names_only_the_filters_in_use(office):
    answer = office.get(f"{LIST}?q=&technician=&sort=number&day=&page=1")

    assert answer.headers["HX-Push-Url"] == f"{LIST}?sort=number"


@pytest.mark.usefixtures("order")
def test_an_empty_list_says_how_to_fill_it(office):
    html = page(office, f"{LIST}?q=zzz")

    assert "Nenhuma ordem com este filtro" in html
    assert "Mostrar todas as ordens" in html


def test_an_unknown_order_is_not_found(office):
    unknown = "00000000-0000-4000-8000-000000000000"

    assert office.get(f"{LIST}/{unknown}").status_code == 404


def test_a_technician_has_no_office(company, order):
    marcos = company.browser(company.marcos)

    assert marcos.get(LIST).status_code == 403
    assert marcos.get(f"{LIST}/{order['id']}").status_code == 403


def test_an_auditor_reads(company, order):
    auditor = company.browser(company.auditor)

    assert "Registro íntegro" in page(auditor, f"{LIST}/{order['id']}")


@pytest.mark.usefixtures("order")
def test_a_stranger_is_led_to_the_door(company):
    answer = company.browser().get(LIST)

    assert (answer.status_code, answer.location) == (303, "/login")


def test_the_timeline_tells_both_clocks_and_the_gap(office, order, phone):
    visit_id = order["visits"][0]["id"]
    before = clock.now() - timedelta(minutes=52)
    position = {"unavailable": "timeout"}
    phone.write(
        "start_travel",
        {"visit_id": visit_id, "position": position},
        order["id"],
        happened_at=clock.to_text(before),
    )
    phone.sync()

    html = page(office, f"{LIST}/{order['id']}")

    assert "A caminho" in html
    assert "recebido" in html
    assert "Ficou 52\N{NO-BREAK SPACE}min no aparelho, sem rede" in html
    assert "Atribuída a Marcos Sales" in html


def test_a_phone_whose_clock_is_off_is_named(company, office, order):
    phone = Phone(company.browser(company.marcos), company.marcos)
    phone.skew = timedelta(hours=3)
    phone.sync()
    visit_id = order["visits"][0]["id"]
    phone.write("acknowledge_visit", {"visit_id": visit_id}, order["id"])
    envelope = phone.envelope()
    envelope["clock"] = {
        "wall_ms": clock.now_ms() + 3 * 3600 * 1000,
        "offset_ms": -3 * 3600 * 1000,
    }
    assert phone.post(envelope).status_code == 200

    html = page(office, f"{LIST}/{order['id']}")

    assert "Relógio do aparelho 3\N{NO-BREAK SPACE}h adiantado" in html
    assert "no aparelho, sem rede" not in html


def test_a_reading_is_shown_with_its_range_and_verdict(office, order, phone):
    visit_id = order["visits"][0]["id"]
    answer = {"visit_id": visit_id, "item_id": "cn", "value": "7.8"}
    phone.write("answer_checklist_item", answer, order["id"])
    phone.sync()

    html = page(office, f"{LIST}/{order['id']}")

    assert "7,8\N{NO-BREAK SPACE}dB" in html
    assert "Reprovado" in html


def test_a_photo_is_announced_before_it_is_here(office, order, phone):
    visit_id = order["visits"][0]["id"]
    photo = {
        "visit_id": visit_id,
        "sha256": "ab" * 32,
        "size_bytes": 1000,
        "media_type": "image/jpeg",
        "taken_at": clock.now_text(),
        "position": {"unavailable": "denied"},
        "caption": "Conector",
    }
    phone.write("attach_evidence", photo, order["id"])
    phone.sync()

    html = page(office, f"{LIST}/{order['id']}")

    assert "0 de 1 aqui" in html
    assert "Anunciada, ainda no aparelho" in html


def test_what_waits_for_a_decision_stands_on_top(company, office, order, phone):
    visit_id = order["visits"][0]["id"]
    company.reassign(order, company.danilo)
    phone.write("start_work", {"visit_id": visit_id}, order["id"])
    phone.sync()

    html = page(office, f"{LIST}/{order['id']}")

    assert "1 pendência espera decisão" in html
    assert "Precisa de decisão" in page(office, LIST)


def test_words_of_customers_are_never_markup(company, office):
    order = company.order(company.marcos, title="<script>alert(1)</script>")

    for address in (LIST, f"{LIST}/{order['id']}"):
        assert "<script>alert" not in page(office, address)


class TestIntegrity:
    """The sentence is worth something only if it turns when one row changes."""

    def sentence(self, office, order):
        return page(office, f"{LIST}/{order['id']}").split("data-integrity=")[1]

    def change(self, statement, order):
        """Do what a person with the database's file can do."""
        with database.writing() as connection:
            for guard in self.guards(connection):
                connection.execute(text(guard))
            connection.execute(text(statement), {"id": order["id"]})

    def guards(self, connection):
        if not database.is_sqlite():
            tables = ("ledger", "ledger_bodies")
            return [f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in tables]
        triggers = text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        names = connection.execute(triggers).scalars().all()
        return [f"DROP TRIGGER {name}" for name in names]

    def test_an_untouched_record_is_intact(self, office, order):
        sentence = self.sentence(office, order)

        assert sentence.startswith('"intact"')
        assert "Registro íntegro: 2 eventos, nenhum alterado" in sentence

    @pytest.mark.parametrize(
        "change",
        [
            "UPDATE ledger SET happened_at = '2020-01-01 00:00:00.000000'",
            "UPDATE ledger SET actor_id = stream_id",
            "UPDATE ledger SET status = 'parked'",
            "UPDATE ledger SET received_at = '2020-01-01 00:00:00.000000'",
        ],
    )
    def test_one_changed_field_is_named(self, office, order, change):
        self.change(f"{change} WHERE stream_id = :id AND rev = 2", order)

        sentence = self.sentence(office, order)

        assert sentence.startswith('"broken"')
        assert "O evento 2 de 2 não confere" in sentence

    def test_a_changed_body_is_named(self, office, order):
        self.change(
            "UPDATE ledger_bodies SET body = replace(body, 'Marcos', 'Danilo') WHERE "
            "operation_id IN (SELECT operation_id FROM ledger WHERE stream_id = :id)",
            order,
        )

        assert self.sentence(office, order).startswith('"broken"')

    def test_a_missing_last_event_is_named(self, office, order):
        self.change(
            "DELETE FROM ledger_bodies WHERE operation_id IN "
            "(SELECT operation_id FROM ledger WHERE stream_id = :id AND rev = 2)",
            order,
        )
        self.change("DELETE FROM ledger WHERE stream_id = :id AND rev = 2", order)

        assert "Faltam os últimos eventos" in self.sentence(office, order)

    def test_erased_content_is_no_break(self, office, order):
        """LGPD: a body may go, the chain stays verifiable."""
        self.change(
            "DELETE FROM ledger_bodies WHERE operation_id IN "
            "(SELECT operation_id FROM ledger WHERE stream_id = :id)",
            order,
        )

        assert self.sentence(office, order).startswith('"intact"')

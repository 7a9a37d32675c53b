"""The office takes orders in, plans them and decides; stale forms overwrite nothing."""

import pytest
from company import ORIGIN

from fieldapp import database
from fieldapp.ids import uuid7
from fieldapp.services import issues, order_search
from fieldapp.sync import operation_log

pytestmark = pytest.mark.both_databases
LIST = "/office/work_orders"
FORM = {
    "customer": "Wesley Prado",
    "document": "111.444.777-35",
    "phone": "(34) 90000-0452",
    "channel": "phone",
    "postal_code": "38408-170",
    "street": "Av. Segismundo Pereira",
    "house": "1870",
    "district": "Santa Mônica",
    "city": "Uberlândia",
    "state": "MG",
    "service_type": "repair",
    "technology": "gpon",
    "title": "Sem sinal em 2 TVs",
    "priority": "p3",
    "due_day": "2026-11-27",
    "due_time": "18:00",
}


def post(browser, address, **form):
    return browser.post(address, data=form, headers=ORIGIN)


def order_of(company, answer):
    return company.document(answer.location.split("/")[-1].split("?")[0])


def moved(day="2026-11-26", start="14:00", end="16:00"):
    return {"day": day, "start": start, "end": end}


def rev_of(order):
    with database.reading() as connection:
        return order_search.document_and_rev(connection, order["id"])[1]


def test_an_order_gets_its_number_and_protocol_at_once(company, office):
    answer = post(office, LIST, **FORM, operation_id=uuid7())

    assert answer.status_code == 303
    order = order_of(company, answer)
    assert order["customer"]["document_masked"] == "***.444.***"
    assert order["protocol_number"] in office.get(answer.location).text


def test_a_form_sent_twice_opens_one_order(company, office):
    form = {**FORM, "operation_id": uuid7()}

    first, again = post(office, LIST, **form), post(office, LIST, **form)

    assert first.location == again.location
    assert company.document(first.location.split("/")[-1].split("?")[0])["visits"] == []


def test_an_order_with_a_technician_reaches_the_phone(company, office):
    phone = company.phone(company.marcos)
    phone.sync()
    plan = {"technician": company.marcos.id, "day": "2026-11-24", "start": "10:00"}

    answer = post(office, LIST, **FORM, **plan, operation_id=uuid7())

    order = order_of(company, answer)
    assert order["visits"][0]["technician"]["name"] == "Marcos Sales"
    phone.sync()
    assert phone.documents["work_order", order["id"]]["document"] == order


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("customer", "", "Escreva o nome do cliente"),
        ("document", "111.444.777-36", "CPF não confere"),
        ("phone", "123", "O telefone tem DDD"),
        ("postal_code", "123", "O CEP tem 8 números"),
        ("due_day", "31-12", "Escolha o dia e a hora do prazo"),
    ],
)
def test_what_is_wrong_is_named_at_its_field(office, field, text, words):
    answer = post(office, LIST, **{**FORM, field: text})

    assert answer.status_code == 422
    assert words in answer.text
    assert f'href="#{field}"' in answer.text
    assert "<title>Erro: " in answer.text


def test_an_open_order_is_assigned_moved_and_passed_on(company, office):
    order = company.order()
    address = f"{LIST}/{order['id']}"

    post(office, f"{address}/assign", technician=company.marcos.id, **moved())
    visit_id = company.document(order["id"])["visits"][0]["id"]
    post(office, f"{address}/reschedule", visit_id=visit_id, **moved(start="15:00"))
    post(
        office,
        f"{address}/reassign",
        visit_id=visit_id,
        technician=company.danilo.id,
    )

    first, second = company.document(order["id"])["visits"]
    assert first["phase"] == "reassigned"
    assert second["technician"]["name"] == "Danilo Rezende"
    assert second["window"]["start_at"] == "2026-11-26T18:00:00.000Z"


def test_cancelling_asks_for_the_reason(company, office):
    order = company.order(company.marcos)
    address = f"{LIST}/{order['id']}/cancel"

    assert post(office, address).status_code == 422
    assert post(office, address, reason="Cliente desistiu").status_code == 303
    assert company.document(order["id"])["phase"] == "cancelled"


def test_a_note_of_the_office_reaches_the_phone(company, office):
    order = company.order(company.marcos)
    phone = company.phone(company.marcos)
    phone.sync()

    post(office, f"{LIST}/{order['id']}/notes", text="Portão azul")
    phone.sync()

    document = phone.documents["work_order", order["id"]]["document"]
    assert [note["text"] for note in document["notes"]] == ["Portão azul"]


def two_values(company):
    """Two dispatchers move one window at the same instant; return order and issue."""
    order = company.order(company.marcos)
    visit, rev = order["visits"][0], rev_of(order)
    for person, start in ((company.renata, 11), (company.priscila, 17)):
        plan = {
            "visit_id": visit["id"],
            "technician": visit["technician"],
            "window": {
                "start_at": f"2026-11-26T{start}:00:00.000Z",
                "end_at": f"2026-11-26T{start + 2}:00:00.000Z",
            },
            "template_version_id": visit["template_version_id"],
        }
        receipt = operation_log.submit(
            "schedule_visit",
            plan,
            work_order_id=order["id"],
            actor=person,
            client=person.client,
            base_rev=rev,
        )
    id_ = issues.id_about(receipt.problem.code, receipt.id)
    return order, f"/office/issues/{id_}"


def test_two_values_at_one_instant_are_both_shown(company, office):
    order, address = two_values(company)

    window = company.document(order["id"])["visits"][0]["window"]
    assert window["start_at"] == "2026-11-26T11:00:00.000Z"
    html = office.get(address).text
    assert "26/11, 08:00 a 10:00" in html
    assert "26/11, 14:00 a 16:00" in html
    assert "Renata Campos" in html


def test_the_other_value_is_applied_by_decision(company, office):
    order, address = two_values(company)

    decided = post(office, address, decision="apply", note="Cliente pediu")

    assert decided.status_code == 303
    window = company.document(order["id"])["visits"][0]["window"]
    assert window["start_at"] == "2026-11-26T17:00:00.000Z"
    assert "Nada espera por você" in office.get("/office/issues").text


def test_nothing_leaves_the_inbox_without_a_decision(company, office):
    _order, address = two_values(company)

    assert post(office, address).status_code == 422
    assert "Conflito" in office.get("/office/issues").text


def test_a_parked_entry_that_still_does_not_fit_stays(company, office):
    order = company.order(company.marcos)
    phone = company.phone(company.marcos)
    phone.sync()
    phone.write("levitate", {}, order["id"])
    phone.sync()
    with database.reading() as connection:
        issue = issues.listed(connection, "open", 10)[0]

    answer = post(office, f"/office/issues/{issue['id']}", decision="apply")

    assert answer.status_code == 422
    assert "Ainda não cabe" in answer.text
    with database.reading() as connection:
        assert issues.count_open(connection) == 1


def test_an_auditor_sees_the_page_without_forms(company):
    order = company.order(company.marcos)
    auditor = company.browser(company.auditor)

    html = auditor.get(f"{LIST}/{order['id']}").text

    assert "O que fazer" not in html
    assert post(auditor, f"{LIST}/{order['id']}/cancel", reason="x").status_code == 403


def test_a_made_up_operation_id_is_refused(company, office):
    order = company.order(company.marcos)

    answer = post(office, f"{LIST}/{order['id']}/notes", text="a", operation_id="1")

    assert answer.status_code == 422

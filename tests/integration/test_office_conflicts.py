"""Two dispatchers on one order: by field, nothing silent, nothing typed is lost."""

import re
from html import unescape

import pytest
from company import ORIGIN

from fieldapp.ids import uuid7

pytestmark = pytest.mark.both_databases
LIST = "/office/work_orders"


@pytest.fixture
def other(company):
    return company.browser(company.renata)


def address(order, act="edit"):
    return f"{LIST}/{order['id']}/{act}"


def fields_in(html, form=None):
    """Return what a form holds, as a browser would send it."""
    html = html if form is None else html[html.index(f'action="{form}"') :]
    html = html[: html.index("</form>")]
    found = {}
    for tag in re.findall(r"<input[^>]*>", html):
        name, value = (
            re.search(rf' {each}="([^"]*)"', tag) for each in ("name", "value")
        )
        if name and 'type="radio"' not in tag:
            found[name[1]] = unescape(value[1])
    for name, text in re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>([^<]*)<', html):
        found[name] = unescape(text)
    for name, options in re.findall(
        r'<select[^>]* name="(\w+)"[^>]*>(.*?)</select>', html, re.DOTALL
    ):
        chosen = re.search(r'value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


def opened(browser, order, act="edit"):
    page = address(order) if act == "edit" else f"{LIST}/{order['id']}"
    return fields_in(browser.get(page).text, address(order, act))


def post(browser, order, form, act="edit", **changed):
    return browser.post(address(order, act), data={**form, **changed}, headers=ORIGIN)


def test_an_edit_reaches_the_order_and_the_phone(company, office, order):
    phone = company.phone(company.marcos)
    phone.sync()

    answer = post(
        office,
        order,
        opened(office, order),
        title="Sem sinal em 3 TVs",
        access_note="Portão azul, chamar no 12",
        due_time="17:43",
        second_phone="(34) 3210-4455",
    )
    phone.sync()

    assert answer.status_code == 303
    kept = phone.documents["work_order", order["id"]]["document"]
    assert kept["title"] == "Sem sinal em 3 TVs"
    assert kept["site"]["access_note"] == "Portão azul, chamar no 12"
    assert kept["due_at"][14:16] == "43"
    assert "+553432104455" in kept["customer"]["phones"]


def test_what_was_not_touched_stays_as_it_was(company, office, order):
    before = company.document(order["id"])

    post(office, order, opened(office, order), title="Outro")

    after = company.document(order["id"])
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"title", "field_revs"}


def test_a_form_without_a_change_writes_nothing(company, office, order):
    before = company.document(order["id"])

    assert post(office, order, opened(office, order)).status_code == 303
    assert company.document(order["id"]) == before


def test_another_house_has_no_coordinates_yet(company, office, order):
    post(office, order, opened(office, order), house="9001")

    site = company.document(order["id"])["site"]
    assert (site["number"], site["latitude"]) == ("9001", None)


def test_a_cep_is_shown_as_people_write_it_and_is_no_change_without_its_hyphen(
    company, office, order
):
    post(office, order, opened(office, order), postal_code="38408-120")
    before, form = company.document(order["id"]), opened(office, order)
    assert (before["site"]["postal_code"], form["postal_code"]) == (
        "38408120",
        "38408-120",
    )

    answer = post(office, order, form, postal_code="38408120")

    assert answer.status_code == 303
    assert company.document(order["id"]) == before


def test_two_who_change_different_fields_of_one_part_do_not_meet(
    company, office, other, order
):
    mine, theirs = opened(office, order), opened(other, order)

    post(other, order, theirs, complement="Fundos")
    answer = post(office, order, mine, access_note="Interfone 12")

    assert answer.status_code == 303
    site = company.document(order["id"])["site"]
    assert (site["complement"], site["access_note"]) == ("Fundos", "Interfone 12")


@pytest.fixture
def clash(office, other, order):
    """Return the page of the second of two who gave one order another title."""
    mine = opened(office, order)
    post(other, order, opened(other, order), title="Título de Renata")
    return post(office, order, mine, title="Meu título", description="Dito por mim")


def test_one_field_with_three_values_shows_all_and_writes_none(company, order, clash):
    assert clash.status_code == 409
    for words in (order["title"], "Título de Renata", "Meu título", "Renata Campos"):
        assert words in clash.text
    assert company.document(order["id"])["title"] == "Título de Renata"
    assert company.document(order["id"])["description"] == order["description"]
    assert fields_in(clash.text, address(order))["description"] == "Dito por mim"


@pytest.mark.parametrize("choice", ["mine", "now"])
def test_the_choice_decides_and_the_other_fields_go_with_it(
    company, office, order, clash, choice
):
    form = fields_in(clash.text, address(order))

    answer = post(office, order, form, **{"choice.title": choice})

    assert answer.status_code == 303
    kept = company.document(order["id"])
    chosen = {"mine": "Meu título", "now": "Título de Renata"}[choice]
    assert (kept["title"], kept["description"]) == (chosen, "Dito por mim")


def test_no_choice_and_a_value_that_changed_again_ask_again(
    office, other, order, clash
):
    form = fields_in(clash.text, address(order))

    assert post(office, order, form).status_code == 409
    post(other, order, opened(other, order), title="Renata outra vez")
    again = post(office, order, form, **{"choice.title": "mine"})

    assert again.status_code == 409
    assert "Renata outra vez" in again.text


def test_a_button_pressed_twice_writes_once(company, office, order):
    form = opened(office, order) | {"title": "Uma vez"}

    first, again = post(office, order, form), post(office, order, form)

    assert (first.status_code, again.status_code) == (303, 303)
    assert (
        office.get(f"{LIST}/{order['id']}").text.count("Dados da ordem alterados") == 1
    )


@pytest.mark.parametrize("act", ["reschedule", "reassign", "cancel"])
def test_acts_pressed_twice_count_once(company, office, order, act):
    form = opened(office, order, act) | {
        "technician": company.danilo.id,
        "reason": "Cliente desistiu",
        "operation_id": uuid7(),
    }

    answers = [post(office, order, form, act).status_code for _ in range(2)]

    assert answers == [303, 303]
    assert len(company.document(order["id"])["visits"]) <= 2


def test_a_window_moved_twice_is_asked_about(company, office, other, order):
    mine, theirs = (opened(each, order, "reschedule") for each in (office, other))
    at = {"day": "2026-11-26", "start": "08:00", "end": "09:00"}
    post(other, order, theirs, "reschedule", **at)

    answer = post(
        office, order, mine, "reschedule", **at | {"start": "14:07", "end": "16:00"}
    )

    assert answer.status_code == 409
    assert "26/11, 08:00 a 09:00" in answer.text
    assert "26/11, 14:07 a 16:00" in answer.text
    form = fields_in(answer.text, address(order, "reschedule"))
    done = post(office, order, form, "reschedule", **{"choice.act": "mine"})
    assert done.status_code == 303
    window = company.document(order["id"])["visits"][0]["window"]
    assert window["start_at"] == "2026-11-26T17:07:00.000Z"


def test_a_visit_passed_on_meanwhile_is_passed_on_from_where_it_is(
    company, office, other, order
):
    mine, theirs = (opened(each, order, "reassign") for each in (office, other))
    post(other, order, theirs, "reassign", technician=company.danilo.id)

    answer = post(office, order, mine, "reassign", technician=company.marcos.id)

    assert answer.status_code == 409
    assert "Danilo Rezende" in answer.text
    form = fields_in(answer.text, address(order, "reassign"))
    post(office, order, form, "reassign", **{"choice.act": "mine"})
    phases = [visit["phase"] for visit in company.document(order["id"])["visits"]]
    assert phases == ["reassigned", "reassigned", "planned"]


def test_leaving_it_as_it_is_writes_nothing(company, office, other, order):
    mine = opened(office, order, "cancel")
    post(other, order, opened(other, order), title="Outro")
    answer = post(office, order, mine, "cancel", reason="Cliente desistiu")
    form = fields_in(answer.text, address(order, "cancel"))

    left = post(office, order, form, "cancel", **{"choice.act": "now"})

    assert (answer.status_code, left.status_code) == (409, 303)
    assert "Cliente desistiu" in answer.text
    assert company.document(order["id"])["phase"] == "scheduled"


def test_an_order_under_way_meanwhile_is_not_cancelled_silently(company, office, order):
    mine = opened(office, order, "cancel")
    phone = company.phone(company.marcos)
    phone.sync()
    visit = {"visit_id": order["visits"][0]["id"]}
    phone.write("start_work", visit, order["id"])
    phone.sync()

    answer = post(office, order, mine, "cancel", reason="Cliente desistiu")

    assert answer.status_code == 409
    assert "Em execução" in answer.text
    assert company.document(order["id"])["phase"] == "in_progress"


def test_an_order_only_read_on_the_phone_has_not_changed(company, office, order):
    mine = opened(office, order, "cancel")
    phone = company.phone(company.marcos)
    phone.sync()
    phone.write(
        "acknowledge_visit", {"visit_id": order["visits"][0]["id"]}, order["id"]
    )
    phone.sync()

    assert post(office, order, mine, "cancel", reason="Desistiu").status_code == 303


@pytest.mark.parametrize(
    ("field", "text", "words"),
    [
        ("customer", "", "Escreva o nome do cliente"),
        ("phone", "123", "O telefone tem DDD"),
        ("postal_code", "9", "O CEP tem 8 números"),
        ("due_time", "25:99", "Escolha o dia e a hora do prazo"),
        ("document", "111.444.777-36", "CPF não confere"),
    ],
)
def test_a_refused_edit_keeps_what_was_typed(office, order, field, text, words):
    form = opened(office, order) | {field: text, "description": "Escrito agora"}

    answer = post(office, order, form)

    assert answer.status_code == 422
    assert words in answer.text
    assert 'aria-describedby="' in answer.text
    kept = fields_in(answer.text, address(order))
    assert (kept[field], kept["description"]) == (text, "Escrito agora")
    assert kept["operation_id"] == form["operation_id"]


def test_an_auditor_edits_nothing(company, order):
    auditor = company.browser(company.auditor)

    assert auditor.get(address(order)).status_code == 403
    assert post(auditor, order, {}).status_code == 403


def test_a_cancelled_order_is_not_edited(office, order):
    post(office, order, {"reason": "Desistiu"}, "cancel")

    assert office.get(address(order)).status_code == 409

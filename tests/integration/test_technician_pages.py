"""The technician's pages as Flask answers them, before a phone has its worker."""

import re

import pytest
from company import ORIGIN

POSITION = {
    "latitude": "-18.9",
    "longitude": "-48.2",
    "accuracy_m": "12",
    "taken_at": "2026-11-24T12:00:00.000Z",
}


@pytest.fixture
def marcos(company):
    return company.browser(company.marcos)


def visit_path(order, path=""):
    return f"/visits/{order['visits'][-1]['id']}{path}"


def post(browser, path, **form):
    return browser.post(path, data=form, headers=ORIGIN)


def step(browser, order, name, **form):
    answer = post(browser, visit_path(order, f"/{name}"), **form)
    assert answer.status_code == 200, answer.text
    return answer.text


def test_the_queue_shows_the_order(marcos, order):
    page = marcos.get("/queue").text
    assert order["customer"]["name"] in page
    assert f'href="{visit_path(order)}"' in page


def test_the_order_is_acknowledged_once_by_the_page(marcos, order):
    path = visit_path(order, "/acknowledge_visit")
    assert f'hx-post="{path}"' in marcos.get(visit_path(order)).text
    assert f'hx-post="{path}"' not in step(marcos, order, "acknowledge_visit")


def test_each_step_offers_the_next(marcos, order):
    assert "Cheguei no local" in step(marcos, order, "start_travel", **POSITION)
    assert "Iniciar" in step(marcos, order, "arrive_on_site", unavailable="denied")
    assert "Colher assinatura" in step(marcos, order, "start_work")
    assert "Retomar" in step(marcos, order, "pause_work", reason_code="lunch")


def test_a_step_can_be_taken_back_from_the_toast(marcos, order):
    page = step(marcos, order, "start_travel", **POSITION)
    operation_id = re.search(r'name="operation_id" value="([^"]+)"', page)[1]
    page = step(marcos, order, "undo", operation_id=operation_id)
    assert "Sair para o cliente" in page


def test_an_illegal_step_shows_the_order_with_its_reason(marcos, order):
    answer = post(marcos, visit_path(order, "/finish_visit"))
    assert answer.status_code >= 400
    assert 'role="alert"' in answer.text
    assert order["customer"]["name"] in answer.text


def test_an_answer_shows_the_item_again_with_its_verdict(marcos, order):
    answer = post(marcos, visit_path(order, "/answers/cn"), value="12,5")
    assert answer.status_code == 200, answer.text
    assert "Aprovado" in answer.text
    assert "Salvo no aparelho" in answer.text


def test_what_is_no_number_stays_in_the_field_with_its_sentence(marcos, order):
    answer = post(marcos, visit_path(order, "/answers/cn"), value="abc")
    assert answer.status_code == 422
    assert "Digite um número, como 9,2" in answer.text
    assert 'value="abc"' in answer.text


def test_a_note_is_shown_with_its_author(marcos, order):
    page = post(marcos, visit_path(order, "/notes"), text="Portão <azul>").text
    assert "Portão &lt;azul&gt;" in page
    assert "Marcos Sales" in page


@pytest.mark.parametrize("path", ["/queue", "/outbox", "/profile", "/scan", "/D/ABC"])
def test_every_root_screen_opens(marcos, path):
    answer = marcos.get(path)
    assert answer.status_code == 200, answer.text
    assert 'aria-current="page"' in answer.text


@pytest.mark.parametrize("path", ["", "/checklist"])
def test_somebody_elses_order_is_not_here(company, order, path):
    danilo = company.browser(company.danilo)
    assert danilo.get(visit_path(order, path)).status_code == 404


def test_the_language_is_kept(marcos):
    assert post(marcos, "/profile", language="en").status_code == 303
    assert "My queue" in marcos.get("/queue").text


def test_an_unknown_code_is_said_to_be_unknown(marcos):
    page = post(marcos, "/scans", code="nothing<like>this").text
    assert "Código fora do cadastro" in page
    assert "NOTHING&lt;LIKE&gt;THIS" in page

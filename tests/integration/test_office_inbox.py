"""“Precisa de decisão”: every kind in words, every choice does what it says."""

import re
from datetime import timedelta
from html import unescape
from uuid import uuid4

import builders
import pytest
from company import ORIGIN

from fieldapp import clock, database
from fieldapp.problem import KINDS, Problem
from fieldapp.problem_kinds import (
    APPLIED_ALL_THE_SAME,
    CONFLICTS,
    NEVER_APPLIES,
    WAITS_FOR_A_PERSON,
)
from fieldapp.services import documents, issues, order_search
from fieldapp.services.issues import Subject
from fieldapp.sync import operation_log

INBOX = "/office/issues"
CODE = re.compile(r"\b[a-z]+(?:_[a-z0-9]+)+\b")
KINDS_OF_ISSUE = [
    *NEVER_APPLIES,
    *WAITS_FOR_A_PERSON,
    *APPLIED_ALL_THE_SAME,
    *CONFLICTS,
]
DETAILS = {
    "arguments_invalid": {"field": "happened_at"},
    "transition_illegal": {"step": "finish_visit", "phase": "in_progress"},
    "role": {"action": "override_reading"},
    "item_unknown": {"item_id": "rx_power_dbm"},
    "answer_not_a_choice": {"value": "not_so_good"},
    "answer_not_text": {"maximum": 2000},
    "checklist_incomplete": {"count": 3, "items": ["ont_photo"]},
    "reason_unknown": {"reason_code": "no_one_home"},
    "template_invalid": {"item_id": "rx_power", "field": "show_when"},
    "work_order_moved": {"to_name": "Danilo Rezende"},
    "late_work": {"to_name": "Danilo Rezende"},
}
ANSWERS = ("-19.5", "-20.25")
CLASH = {"kept": "2.10", "lost": "2.40", "by": "Danilo Rezende"}


def words(html):
    """Return what the main part of a page shows to a person."""
    main = html[html.index("<main") : html.index("</main>")]
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]*>", " ", main)))


def opened(company, code, order, **details):
    """Write an issue as the log would and return its address."""
    problem = Problem(code, **(DETAILS.get(code, {}) | details))
    subject = Subject(
        operation_id=str(uuid4()),
        name="measure_wind" if code == "operation_unknown" else "finish_visit",
        author_id=company.marcos.id,
        status=KINDS[code].receipt,
        problem=problem,
        message=problem.message(),
        work_order_id=order["id"],
        work_order_number=order["number"],
        visit_id=order["visits"][0]["id"],
    )
    row = issues.row_of(subject, clock.now())
    with database.writing() as connection:
        issues.save(connection, [row])
    return f"{INBOX}/{row['id']}"


@pytest.mark.parametrize("code", KINDS_OF_ISSUE)
def test_every_kind_is_said_in_words_of_its_own(company, office, order, code):
    clash = {"field": "window", **CLASH} if code in CONFLICTS else {}
    address = opened(company, code, order, **clash)

    shown = words(office.get(INBOX).text), words(office.get(address).text)

    for text in shown:
        assert CODE.findall(text) == []
        assert "não pôde ser aplicado" not in text
        assert "Entry" not in text


@pytest.fixture
def checklist(company):
    """Publish a checklist whose choices have words, and plan an order of it."""
    edition = builders.template_version(str(uuid4()))
    choices = [
        {"value": "well_lit", "label": "Bem iluminado"},
        {"value": "dark", "label": "Escuro"},
    ]
    light = builders.item("light", "choice", many=False, choices=choices)
    power = builders.number("rx_power", red_below="-27", amber_below="-25")
    edition["sections"][0]["checklist_items"] = [
        {**light, "prompt": "Como está o local?"},
        {**power, "prompt": "Potência óptica", "unit": "dBm", "decimals": 2},
    ]
    with database.writing() as connection:
        documents.store(
            connection, "template_version", edition["id"], edition, clock.now()
        )
    order = company.order()
    return company.schedule(order["id"], company.marcos, edition=edition["id"])


def answered_twice(company, order, item_id, first, second):
    """Let two phones of one person answer the same item without knowing of another."""
    phones = [company.phone(company.marcos) for _ in range(2)]
    for phone in phones:
        phone.sync()
    for phone, value in zip(phones, (first, second), strict=True):
        visit_id = order["visits"][-1]["id"]
        answer = {"visit_id": visit_id, "item_id": item_id, "value": value}
        phone.write("answer_checklist_item", answer, order["id"])
    for phone in phones:
        phone.sync()
    return f"{INBOX}/{phones[1].issues()[0]['id']}"


@pytest.mark.parametrize(
    ("values", "shown"),
    [
        (
            ("light", "well_lit", "dark"),
            ["Como está o local?", "Bem iluminado", "Escuro"],
        ),
        (
            ("rx_power", "-19.5", "-20.25"),
            ["Potência óptica", "−19,50 dBm", "−20,25 dBm"],
        ),
    ],
)
def test_two_answers_stand_side_by_side_as_the_technician_read_them(
    company, office, checklist, values, shown
):
    address = answered_twice(company, checklist, *values)

    row, page = words(office.get(INBOX).text), words(office.get(address).text)

    assert f"Duas respostas para “{shown[0]}”" in row
    for text in (*shown, "Vale agora", "Não aplicado", "Marcos Sales"):
        assert text in page
    assert CODE.findall(row + page) == []


def test_the_other_answer_is_used_when_the_office_says_so(company, office, checklist):
    address = answered_twice(company, checklist, "rx_power", "-19.5", "-20.25")
    stood = company.document(checklist["id"])["visits"][0]["answers"]["rx_power"]

    done = decide(office, address, "apply")

    now = company.document(checklist["id"])["visits"][0]["answers"]["rx_power"]
    assert {stood["value"], now["value"]} == {"-19.5", "-20.25"}
    assert "Aplicada. Duas respostas para “Potência óptica”" in done


def test_the_answer_that_is_used_was_recorded_when_its_phone_says(
    company, office, checklist, monkeypatch
):
    """The later answer stands; the one that comes back is of her other phone."""
    phones = [company.phone(company.marcos) for _ in range(2)]
    for phone in phones:
        phone.sync()
    visit_id, start = checklist["visits"][-1]["id"], clock.now()
    for minute, (phone, value) in enumerate(zip(phones, ANSWERS, strict=True), 1):
        later = clock.to_text(start + timedelta(minutes=minute))
        monkeypatch.setenv("FIELDAPP_NOW", later)
        answer = {"visit_id": visit_id, "item_id": "rx_power", "value": value}
        phone.write("answer_checklist_item", answer, checklist["id"])
    for phone in phones:
        phone.sync()

    decide(office, f"{INBOX}/{phones[1].issues()[0]['id']}", "apply")

    now = company.document(checklist["id"])["visits"][0]["answers"]["rx_power"]
    first_at = clock.to_text(start + timedelta(minutes=1))
    assert (now["value"], now["happened_at"]) == ("-19.5", first_at)


def edited_at_once(company, order, first, second):
    """Let two dispatchers change an order that both saw in the same state."""
    rev = rev_of(order)
    for actor, changes in ((company.renata, first), (company.priscila, second)):
        receipt = operation_log.submit(
            "edit_work_order",
            {"changes": changes},
            work_order_id=order["id"],
            actor=actor,
            client=actor.client,
            base_rev=rev,
        )
    return receipt


def test_every_clashing_part_of_an_edit_is_reported(company, office, order):
    receipt = edited_at_once(
        company,
        order,
        {"title": "Sem imagem", "priority": "p1"},
        {"title": "Sem som", "priority": "p4", "description": "Só na sala"},
    )

    details = receipt.to_dict()["problem"]["details"]
    assert [details["field"], *(each["field"] for each in details["more"])] == [
        "title",
        "priority",
    ]
    page = words(office.get(address_of(receipt)).text)
    for text in ("Sem imagem", "Sem som", "Crítica", "Baixa", "Renata Campos"):
        assert text in page
    assert "Dois valores para: O que fazer no local, Prioridade" in page
    assert "Só na sala" not in page


def test_an_address_is_read_out_as_a_person_would(company, office, order):
    here = {"latitude": "-18.912345", "postal_code": "38408170"}
    sites = [{**order["site"], **here, "access_note": note} for note in ("A", "B")]

    receipt = edited_at_once(company, order, *({"site": site} for site in sites))

    page = words(office.get(address_of(receipt)).text)
    assert "38408-170" in page
    assert "18.9" not in page


def test_applying_an_edit_leaves_alone_what_took_effect_then(company, office, order):
    receipt = edited_at_once(
        company,
        order,
        {"title": "Sem imagem"},
        {"title": "Sem som", "description": "Só na sala"},
    )
    company.act(
        "edit_work_order", order["id"], {"changes": {"description": "Na casa toda"}}
    )

    decide(office, address_of(receipt), "apply")

    now = company.document(order["id"])
    assert (now["title"], now["description"]) == ("Sem som", "Na casa toda")


@pytest.mark.parametrize(
    ("decision", "said"),
    [("apply", "Aplicada"), ("keep", "Mantida como estava")],
)
def test_of_two_reassignments_the_office_chooses_one(
    company, office, order, decision, said
):
    rev = rev_of(order)
    goes = {"keep": company.danilo, "apply": company.renata}
    for technician in goes.values():
        receipt = operation_log.submit(
            "reassign_visit",
            {
                "visit_id": order["visits"][0]["id"],
                "new_visit_id": str(uuid4()),
                "technician": {"id": technician.id, "name": technician.name},
            },
            work_order_id=order["id"],
            actor=company.priscila,
            client=str(uuid4()),
            base_rev=rev,
        )
    page = words(office.get(address_of(receipt)).text)

    done = decide(office, address_of(receipt), decision)

    assert "Dois valores para: Técnico" in page
    assert "Danilo Rezende" in page
    assert "Renata Campos" in page
    standing = company.document(order["id"])["visits"][-1]
    assert standing["technician"]["id"] == goes[decision].id
    assert f"{said}. Dois valores para: Técnico" in done


@pytest.mark.parametrize(
    ("code", "close"),
    [
        ("late_work", "Encerrar como conferido"),
        ("manifest_mismatch", "Encerrar como conferido"),
        ("transition_illegal", "Encerrar sem aplicar"),
    ],
)
def test_closing_says_whether_it_had_taken_effect(company, office, order, code, close):
    address = opened(company, code, order)

    assert close in words(office.get(address).text)


def test_a_request_is_granted_on_the_order_and_recorded_once(company, office, order):
    phone = company.phone(company.marcos)
    phone.sync()
    company.schedule(order["id"], company.marcos)
    asked = {"field": "window", "wanted": "Amanhã cedo", "reason": None}
    phone.write("request_change", asked, order["id"], base_rev=1)
    phone.sync()
    address = f"{INBOX}/{phone.issues()[0]['id']}"

    answer = office.post(address, data={"decision": "apply"}, headers=ORIGIN)

    assert answer.location == f"/office/work_orders/{order['id']}"
    assert len(company.document(order["id"])["change_requests"]) == 1
    assert "Atendido" in words(office.get(address).text)


@pytest.mark.parametrize(
    ("decision", "said"),
    [("apply", "pediu de novo no aparelho"), ("close", "já leu")],
)
def test_what_she_chose_on_the_phone_stands_beside_the_decision(
    company, office, decision, said
):
    phone = company.phone(company.marcos)
    phone.write("levitate", {}, company.order(company.marcos)["id"])
    phone.sync()
    [issue] = phone.issues()
    choice = {"issue_id": issue["id"], "decision": decision}
    phone.write("resolve_issue", choice)
    phone.sync()

    shown = words(office.get(f"{INBOX}/{issue['id']}").text)

    assert "Marcos Sales ·" in shown
    assert said in shown
    assert "Encerrar" in shown


@pytest.mark.parametrize("decision", ["", "keep", "everything"])
def test_nothing_leaves_without_one_of_its_choices(company, office, order, decision):
    address = opened(company, "transition_illegal", order)

    answer = office.post(address, data={"decision": decision}, headers=ORIGIN)

    assert answer.status_code == 422
    assert "Escolha o que fazer com isto" in words(answer.text)
    assert "Um passo que não cabia na fase da ordem" in words(office.get(INBOX).text)


def test_what_still_does_not_fit_stays_and_says_why(company, office, order):
    phone = company.phone(company.danilo)
    phone.write("start_travel", {"visit_id": order["visits"][0]["id"]}, order["id"])
    phone.sync()
    address = f"{INBOX}/{phone.issues()[0]['id']}"

    answer = office.post(address, data={"decision": "apply"}, headers=ORIGIN)

    assert answer.status_code == 422
    assert "Ainda não cabe" in words(answer.text)
    assert words(office.get(INBOX).text).count("Danilo Rezende") == 1


def decide(office, address, decision):
    """Decide and return what the inbox then shows."""
    answer = office.post(address, data={"decision": decision}, headers=ORIGIN)
    assert answer.status_code == 303, words(answer.text)
    return words(office.get(answer.location).text)


def address_of(receipt):
    return f"{INBOX}/{issues.id_about(receipt.problem.code, receipt.id)}"


def rev_of(order):
    with database.reading() as connection:
        return order_search.document_and_rev(connection, order["id"])[1]

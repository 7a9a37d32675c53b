"""Signing, photos and giving up on the server's own pages, and what it verifies."""

import io
import json
import re
from uuid import uuid4

import builders
import pytest
from company import ORIGIN, TEMPLATE_VERSION_ID

from fieldapp import clock, database
from fieldapp.domain.canonical import canonical_bytes
from fieldapp.domain.catalogues import default_catalogue
from fieldapp.domain.manifest import Shown, Words, manifest, service_line, summary_lines
from fieldapp.domain.visits import find_visit
from fieldapp.services import documents, evidence, own_day

STROKES = '{"format":1,"box":[0,0,3580,1760],"strokes":[[400,1180,0,100,-400,16]]}'
OWN_STROKES = STROKES.replace("1180", "1190")
JPEG = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 4
PLACE = {"unavailable": "denied"}


@pytest.fixture
def order(company):
    order = company.order(company.marcos)
    visit = {"visit_id": order["visits"][0]["id"]}
    return company.act("start_work", order["id"], visit, company.marcos)


@pytest.fixture
def marcos(company):
    return company.browser(company.marcos)


def path(order, rest=""):
    return f"/visits/{order['visits'][0]['id']}{rest}"


def post(browser, address, **form):
    return browser.post(address, data=form, headers=ORIGIN)


def hidden(page):
    """Return the hidden fields of the form, as a browser would send them."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    return dict(found)


def signed_form(marcos, order, **fields):
    page = marcos.get(path(order, "/sign_off")).text
    typed = {"signer_name": "Marlene Duarte", "signer_role": "holder"}
    return {**hidden(page), **typed, "strokes": STROKES, **fields}


def visit_of(company, order):
    return company.document(order["id"])["visits"][0]


def issues_of(company, someone):
    with database.reading() as connection:
        return own_day.issues(connection, someone.id)


def test_a_signature_is_kept_with_its_manifest(company, marcos, order):
    form = signed_form(marcos, order, signer_document="111.444.777-35")
    answer = post(marcos, path(order, "/sign_off"), **form)

    assert answer.status_code == 303
    [sign_off] = visit_of(company, order)["sign_offs"]
    assert sign_off["outcome"] == "signed"
    assert sign_off["signer_document"] == "11144477735"
    blobs = {sign_off["manifest_sha256"], sign_off["signature_sha256"]}
    with database.reading() as connection:
        assert evidence.received(connection, blobs) == blobs
    assert issues_of(company, company.marcos) == []


def test_a_signature_over_something_that_changed_is_shown_again(company, marcos, order):
    form = signed_form(marcos, order)
    answer = {"visit_id": order["visits"][0]["id"], "item_id": "drop_ok", "value": True}
    company.act("answer_checklist_item", order["id"], answer, company.marcos)

    answer = post(marcos, path(order, "/sign_off"), **form)

    assert answer.status_code == 422
    assert "A ordem mudou durante a assinatura" in answer.text
    assert visit_of(company, order)["sign_offs"] == []
    again = {**form, **hidden(answer.text), "strokes": STROKES}
    assert post(marcos, path(order, "/sign_off"), **again).status_code == 303


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"signer_document": "11144477736"}, "CPF não confere"),
        ({"strokes": ""}, "Falta a assinatura"),
        ({"signer_name": " "}, "Digite o nome da pessoa"),
        ({"strokes": "<svg>"}, "signature"),
    ],
)
def test_what_is_wrong_with_a_signature_is_said(marcos, order, fields, words):
    form = signed_form(marcos, order, **fields)
    answer = post(marcos, path(order, "/sign_off"), **form)

    assert answer.status_code == 422
    assert words in answer.text
    assert "Marlene Duarte" in answer.text or "signer_name" in fields


@pytest.mark.parametrize(
    ("form", "outcome"),
    [
        ({"outcome": "absent"}, "absent"),
        ({"outcome": "minor_only"}, "minor_only"),
        ({"outcome": "other", "reason": "Braço engessado"}, "refused"),
        ({"outcome": "refused", "reason": "x", "signer_name": "Ivone"}, "refused"),
    ],
)
def test_without_a_signature_the_reason_is_kept(company, marcos, order, form, outcome):
    address = path(order, "/sign_off?without_signature=1")
    assert post(marcos, address).status_code == 422
    assert post(marcos, address, **form).status_code == 303

    [sign_off] = visit_of(company, order)["sign_offs"]
    assert sign_off["outcome"] == outcome
    assert sign_off["signature_sha256"] is None


@pytest.fixture
def asked_order(company):
    """Plan an order under a checklist that asks for the technician's own signature."""
    edition = {**builders.template_version(str(uuid4())), "technician_signs": True}
    with database.writing() as connection:
        kind = "template_version"
        documents.store(connection, kind, edition["id"], edition, clock.now())
    order = company.order()
    planned = company.schedule(order["id"], company.marcos, edition=edition["id"])
    visit = {"visit_id": planned["visits"][0]["id"]}
    return company.act("start_work", order["id"], visit, company.marcos)


def test_the_technician_signs_too_where_the_template_asks(company, marcos, asked_order):
    address = path(asked_order, "/sign_off")
    form = signed_form(marcos, asked_order)
    refused = post(marcos, address, **form)
    assert refused.status_code == 422
    assert "Esta ordem pede também a sua assinatura" in refused.text
    assert visit_of(company, asked_order)["evidence"] == []

    answer = post(marcos, address, **{**form, "technician_strokes": OWN_STROKES})

    assert answer.status_code == 303
    visit = visit_of(company, asked_order)
    [own], [sign_off] = visit["evidence"], visit["sign_offs"]
    assert own["item_id"] == "technician_signature"
    assert own["received"]
    held = json.loads(marcos.get(f"/sync/evidence/{sign_off['manifest_sha256']}").data)
    assert held["evidence"] == [own["sha256"]]
    assert not any("foto" in line for line in held["texts"]["summary"])
    assert not visit["changed_after_sign_off"]
    assert issues_of(company, company.marcos) == []


def test_the_technicians_signature_is_asked_once_and_is_no_photo(marcos, asked_order):
    form = {**signed_form(marcos, asked_order), "technician_strokes": OWN_STROKES}
    post(marcos, path(asked_order, "/sign_off"), **form)

    again = marcos.get(path(asked_order, "/sign_off")).text
    assert 'name="technician_strokes"' not in again
    assert "Assinada por Marcos" in again
    assert 'id="photo-' not in marcos.get(path(asked_order, "/evidence")).text


def test_the_technician_signs_also_where_nobody_else_does(company, marcos, asked_order):
    address = path(asked_order, "/sign_off?without_signature=1")
    assert post(marcos, address, outcome="absent").status_code == 422
    form = {"outcome": "absent", "technician_strokes": OWN_STROKES}
    assert post(marcos, address, **form).status_code == 303

    visit = visit_of(company, asked_order)
    assert visit["sign_offs"][0]["outcome"] == "absent"
    assert [each["item_id"] for each in visit["evidence"]] == ["technician_signature"]


def test_the_office_sees_both_signatures(company, marcos, asked_order):
    form = {**signed_form(marcos, asked_order), "technician_strokes": OWN_STROKES}
    post(marcos, path(asked_order, "/sign_off"), **form)

    page = company.browser(company.priscila).get(
        f"/office/work_orders/{asked_order['id']}"
    )
    assert page.text.count('class="proof__signature"') == 2
    assert "Assinatura de Marcos" in page.text


def answer(company, order, value):
    visit = {"visit_id": order["visits"][0]["id"], "item_id": "cn", "value": value}
    company.act("answer_checklist_item", order["id"], visit, company.marcos)


def signed(company, marcos, order):
    """Answer, sign, and answer otherwise."""
    answer(company, order, "12.5")
    post(marcos, path(order, "/sign_off"), **signed_form(marcos, order))
    answer(company, order, "13")


def reopened(company, order_id):
    """Plan a second visit of a finished order; return its id."""
    arguments = {
        "reason": "Cliente ligou",
        "visit_id": str(uuid4()),
        "technician": {"id": company.marcos.id, "name": company.marcos.name},
        "window": builders.window(clock.now()),
        "template_version_id": TEMPLATE_VERSION_ID,
    }
    company.act("reopen_work_order", order_id, arguments, company.renata)
    return arguments["visit_id"]


def test_what_differs_from_the_signature_is_shown_to_both_sides(company, marcos, order):
    signed(company, marcos, order)

    assert "Algo mudou depois dela" in marcos.get(path(order)).text
    pages = [
        marcos.get(path(order, "/sign_off")).text,
        company.browser(company.priscila)
        .get(f"/office/work_orders/{order['id']}")
        .text,
    ]
    for page in pages:
        assert re.search(r"Assinado: 12,5\s?dB", page)
        assert re.search(r"Agora: 13,0\s?dB", page)


def test_a_new_signature_is_over_what_changed_and_keeps_the_first(
    company, marcos, order
):
    signed(company, marcos, order)
    [first] = visit_of(company, order)["sign_offs"]

    answered = post(marcos, path(order, "/sign_off"), **signed_form(marcos, order))

    assert answered.status_code == 303
    visit = visit_of(company, order)
    assert visit["sign_offs"][0] == first
    assert visit["sign_offs"][1]["manifest_sha256"] != first["manifest_sha256"]
    assert not visit["changed_after_sign_off"]
    assert "Mudou depois da assinatura" not in marcos.get(path(order, "/sign_off")).text


def test_an_order_opened_again_keeps_the_first_visits_signature(company, marcos, order):
    signed(company, marcos, order)
    finished = {"visit_id": order["visits"][0]["id"]}
    company.act("finish_visit", order["id"], finished, company.marcos)
    again = reopened(company, order["id"])

    page = marcos.get(f"/visits/{again}/sign_off").text

    assert "Marlene Duarte assinou a visita de" in page
    assert "agora se assina só esta visita" in page
    assert "Mudou depois da assinatura" not in page
    assert visit_of(company, order)["sign_offs"][0]["signer_name"] == "Marlene Duarte"


def test_a_manifest_that_the_ledger_does_not_prove_is_an_issue(company, order):
    """The signature stays; the office and its author see that something differs."""
    phone = company.phone(company.marcos)
    phone.sync()
    for text, is_true in ((manifest_of(phone, order), True), (b'{"format":1}', False)):
        digest = phone.keep(text)
        act = builders.absence(order["visits"][0]["id"], digest)
        phone.write("sign_off", act, order["id"])
        phone.sync()
        phone.upload(digest)
        reasons = [each["reason"] for each in issues_of(company, company.marcos)]
        assert reasons == ([] if is_true else ["manifest_mismatch"])


def manifest_of(phone, order):
    """Return what the phone shows: its order, and its operations that it knows of."""
    held = phone.documents["work_order", order["id"]]
    document, version = held["document"], builders.template_version("")
    visit = find_visit(document, order["visits"][0]["id"])
    version["id"] = visit["template_version_id"]
    words = Words("en", str, lambda one, many, count: one if count == 1 else many)
    service = service_line("Repair", clock.now_text()[:10], words)
    shown = Shown(
        language="en",
        summary=summary_lines(document, visit, version, service, words),
        consent_version="1",
        consent_text=default_catalogue()["consent_texts"]["1"],
        shown_at=f"{clock.now_text()[:10]}T15:00:00.000Z",
        base_rev=held["rev"],
        operations=[],
    )
    return canonical_bytes(manifest(document, visit, version, shown))


def test_a_photo_is_kept_captioned_and_removed(company, marcos, order):
    form = {"photo": (io.BytesIO(JPEG), "a.jpg", "image/jpeg"), "item_id": ""}
    page = marcos.post(path(order, "/evidence"), data=form, headers=ORIGIN)
    assert page.status_code == 200
    [photo] = visit_of(company, order)["evidence"]
    assert photo["received"]
    address = path(order, f"/evidence/{photo['sha256']}")

    assert post(marcos, f"{address}/caption", caption="CTO 214").status_code == 303
    assert "CTO 214" in marcos.get(path(order, "/evidence")).text
    assert marcos.get(f"/sync/evidence/{photo['sha256']}").data == JPEG

    post(marcos, f"{address}/remove")
    assert photo["sha256"] not in marcos.get(path(order, "/evidence")).text
    entries = visit_of(company, order)["evidence"]
    assert all(each["removed"] for each in entries)


def test_a_photo_of_nothing_is_refused_with_words(company, marcos, order):
    form = {"photo": (io.BytesIO(b""), "a.jpg", "image/jpeg")}
    page = marcos.post(path(order, "/evidence"), data=form, headers=ORIGIN)

    assert page.status_code == 422
    assert visit_of(company, order)["evidence"] == []


def test_a_visit_ends_with_its_reason_once_the_proof_is_there(company, marcos, order):
    address = path(order, "/cannot_complete")
    form = {"reason_code": "customer_rescheduled"}
    assert post(marcos, address, **form).status_code == 422

    window = {"window_day": "2026-11-26", "window_from": "08:00", "window_to": "12:00"}
    assert post(marcos, address, **form, **window).status_code == 303

    visit = visit_of(company, order)
    assert visit["phase"] == "cannot_complete"
    assert visit["cannot_complete"]["wanted_window"] == {
        "start_at": "2026-11-26T11:00:00.000Z",
        "end_at": "2026-11-26T15:00:00.000Z",
    }


def test_attempts_to_reach_the_customer_count_with_their_times(company, marcos, order):
    for channel in ("phone", "doorbell"):
        attempt = {"channel": channel, "outcome": "no_answer"}
        assert (
            post(marcos, path(order, "/contact_attempts"), **attempt).status_code == 303
        )

    page = marcos.get(path(order, "/cannot_complete?reason_code=customer_absent")).text
    assert "2 tentativas de contato" in page
    channels = [
        each["channel"] for each in visit_of(company, order)["contact_attempts"]
    ]
    assert channels == ["phone", "doorbell"]


@pytest.mark.parametrize(
    "rest", ["/sign_off", "/evidence", "/cannot_complete", "/contact_attempts"]
)
def test_somebody_elses_visit_is_not_found(company, order, rest):
    danilo = company.browser(company.danilo)
    assert post(danilo, path(order, rest)).status_code == 404
    if rest != "/contact_attempts":
        assert danilo.get(path(order, rest)).status_code == 404


def test_the_manifest_holds_no_number_that_is_not_whole(marcos, order, company):
    post(marcos, path(order, "/sign_off"), **signed_form(marcos, order))
    [sign_off] = visit_of(company, order)["sign_offs"]
    held = json.loads(marcos.get(f"/sync/evidence/{sign_off['manifest_sha256']}").data)

    assert held["texts"]["consent_version"] == "1"
    assert held["operations"] == []
    assert isinstance(held["base_rev"], int)

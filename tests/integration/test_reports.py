"""A report is asked for, made in the background, read back, and proves itself."""

import io
import json
from dataclasses import replace
from datetime import timedelta

import builders
import pytest
from company import ORIGIN
from pdf_syntax import complaints
from proofs import picture, proved
from pypdf import PdfReader
from sqlalchemy import update

from fieldapp import clock, config, database
from fieldapp.models import Report, ReportState
from fieldapp.reports import making, pictures
from fieldapp.services import bundle_verifier, reports, signing_key

pytestmark = pytest.mark.both_databases

ORDERS = "/office/work_orders"


@pytest.fixture
def order(company):
    return proved(company)


@pytest.fixture
def ask(office):
    def asked(order, kind="visit"):
        return office.post(
            f"{ORDERS}/{order['id']}/reports", data={"kind": kind}, headers=ORIGIN
        )

    return asked


@pytest.fixture
def issue(app, ask):
    """Ask for a report, let the sweep make it, and return its row."""

    def issued(order, kind="visit"):
        answer = ask(order, kind)
        assert answer.status_code == 303, answer.text
        app.extensions["jobs"].sweep()
        return newest(order)

    return issued


def newest(order):
    with database.reading() as connection:
        return reports.of_order(connection, order["id"], 1)[0]


def pdf_of(browser, row):
    answer = browser.get(f"/office/reports/{row.code}/pdf")
    assert answer.status_code == 200, answer.text
    assert complaints(answer.data) == []
    return answer.data


def text_of(content):
    pages = (page.extract_text() for page in PdfReader(content).pages)
    return "\n".join(pages).replace("\xa0", " ")


def test_the_page_says_how_far_a_report_is(office, app, order, ask):
    ask(order)
    waiting = office.get(f"{ORDERS}/{order['id']}").text
    app.extensions["jobs"].sweep()
    ready = office.get(f"{ORDERS}/{order['id']}/reports").text

    assert "Está sendo feito" in waiting
    assert 'hx-trigger="every 2s"' in waiting
    assert "/pdf" in ready
    assert "hx-trigger" not in ready


def test_the_code_leads_to_the_public_address_where_one_is_set(
    app, order, ask, issue, monkeypatch
):
    assert issue(order).address == "http://localhost"

    settings = replace(app.config["SETTINGS"], public_url="https://visada.example.com")
    monkeypatch.setitem(app.config, "SETTINGS", settings)
    assert issue(order).address == "https://visada.example.com"


@pytest.mark.parametrize(
    "text", ["visada.example.com", "ftp://x", "https://x/y", "https://x y", "http://"]
)
def test_a_public_address_no_phone_could_open_is_refused_at_start(text):
    with pytest.raises(ValueError, match="such as https://"):
        config.public_url(text)


def test_pressing_twice_asks_for_one_report(order, ask):
    ask(order)
    ask(order)

    assert len(reports.due()) == 1


def test_the_pdf_reads_back_what_the_record_says(office, order, issue):
    text = text_of(io.BytesIO(pdf_of(office, issue(order))))

    for said in (
        "Sem sinal em 2 TVs: concluída",
        "12,5 dB",
        "mínimo 12,0 dB",
        "Joana Prado",
        "CPF ***.444.***",
        "Assinatura eletrônica simples",
        "sem alteração",
        "1 de 1",
    ):
        assert said in text
    assert "qualificada" not in text
    assert "111.444.777" not in text


def test_the_check_of_a_pdf_sees_what_is_broken(office, order, issue):
    content = pdf_of(office, issue(order))

    for broken in (content[:-600], content[600:], b""):
        assert complaints(broken)


def test_the_pdf_is_an_archive_with_our_fonts_and_the_bundle(office, order, issue):
    content = pdf_of(office, issue(order))
    reader = PdfReader(io.BytesIO(content))

    assert b"<pdfaid:part>3</pdfaid:part>" in reader.xmp_metadata.stream.get_data()
    assert all("Atkinson" in name for name in fonts_of(reader))
    bundle = json.loads(reader.attachments["bundle.json"][0])
    assert bundle_verifier.verify(bundle, set()) == []
    assert bundle["issued"]["code"] == newest(order).code


def fonts_of(reader):
    fonts = [page["/Resources"]["/Font"] for page in reader.pages]
    return {
        each.get_object()["/BaseFont"] for found in fonts for each in found.values()
    }


def test_the_checker_takes_the_pdf_itself(office, order, issue, tmp_path, capsys):
    """It cannot know the digest of the file that it lies in, and says so."""
    row = issue(order)
    file = tmp_path / "report.pdf"
    file.write_bytes(pdf_of(office, row))

    assert bundle_verifier.main([str(file)]) == 0
    said = capsys.readouterr().out
    assert "not about what its pages show" in said
    assert f"/r/{row.code}" in said


def test_of_two_that_make_one_report_the_first_stands(app, order, ask, key):
    ask(order)
    code = reports.due()[0]
    slow = reports.begin(code)
    app.extensions["jobs"].sweep()
    first = newest(order)

    own = signing_key.load(app.config["SETTINGS"].signing_key_path)
    reports.issue(own, slow, reports.Issued(1, "ab" * 32, "cd" * 32, 9))

    assert newest(order) == first
    assert reports.is_as_signed(first)


def test_page_and_pdf_say_the_same(office, order, issue):
    row = issue(order)
    text = text_of(io.BytesIO(pdf_of(office, row))).replace("\n", " ")
    page = office.get(f"/office/reports/{row.code}").text.replace("\xa0", " ")

    for said in ("12,5 dB", "Porta 1", "Joana Prado", row.code[:5], row.code[5:]):
        assert said in text
        assert said in page


def test_what_changed_after_the_signature_stands_below_it(company, office, issue):
    order = proved(company)
    visit = order["visits"][0]["id"]
    for arguments in (
        {"visit_id": visit, "item_id": "cn", "value": "13"},
        {"visit_id": visit, "item_id": "drop_ok", "value": False},
    ):
        company.act("answer_checklist_item", order["id"], arguments, company.marcos)
    row = issue(order)
    text = text_of(io.BytesIO(pdf_of(office, row))).replace("\n", " ")
    page = office.get(f"/office/reports/{row.code}").text.replace("\xa0", " ")

    for said in ("Mudou depois da assinatura", "Assinado: 12,5 dB. Agora: 13,0 dB"):
        assert said in text
        assert said in page


def test_signs_that_our_letters_lack_are_printed_all_the_same(office, company, issue):
    order = proved(company, title="Nível ≥ 47 dBµV à Łódź — Ω")

    text = text_of(io.BytesIO(pdf_of(office, issue(order))))

    assert "≥ 47 dBµV" in text


@pytest.mark.parametrize(
    "title", ["#panic()", "$x$ *a* _b_ `c` @d <e> \\", '"); #import "/etc/passwd"']
)
def test_what_somebody_typed_is_never_a_program(office, company, issue, title):
    row = issue(proved(company, title=title))

    assert row.state == ReportState.READY
    assert title in text_of(io.BytesIO(pdf_of(office, row))).replace("\n", "")


def test_a_photo_that_is_none_leaves_its_place_and_the_others_stay(company, issue):
    order = company.order(company.marcos)
    phone = company.phone(company.marcos)
    phone.sync()
    visit = {"visit_id": order["visits"][-1]["id"]}
    phone.write("start_work", visit, order["id"])
    for content in (picture(), b"\xff\xd8\xff no photo", picture()[:300]):
        photo = builders.photo(visit["visit_id"], phone.keep(content))
        phone.write("attach_evidence", photo, order["id"])
    phone.sync()
    phone.upload_all()

    assert issue(order).state == ReportState.READY


def test_each_photo_is_answered_whatever_stands_beside_it():
    found = pictures.shrunk([picture(), b"", b"none", picture(200)])

    assert [bool(each) for each in found] == [True, False, False, True]


def test_an_altered_record_is_refused_in_words(backend, office, order, issue):
    backend.tamper("UPDATE ledger SET actor_role = 'auditor' WHERE rev = 3")

    row = issue(order)

    assert row.state == ReportState.FAILED
    assert "foi alterado" in office.get(f"{ORDERS}/{order['id']}/reports").text


def test_a_report_that_breaks_every_time_is_given_up(app, order, ask, monkeypatch):
    def broken(*_arguments):
        raise RuntimeError("the printer is on fire")

    monkeypatch.setattr(making, "pdf", broken)
    ask(order)
    for _try in range(4):
        app.extensions["jobs"].sweep()

    assert newest(order).state == ReportState.FAILED


def test_another_file_cannot_take_the_place_of_what_was_signed(app, order, issue, key):
    row = issue(order)
    assert reports.is_as_signed(row)

    with database.writing() as connection:
        connection.execute(update(Report).values(pdf_sha256="ab" * 32))

    assert not reports.is_as_signed(newest(order))


@pytest.fixture
def key(app):
    path = app.config["SETTINGS"].signing_key_path
    return signing_key.public_hex(signing_key.load(path))


@pytest.mark.parametrize("kind", ["", "absence", "../x", "\x00"])
def test_a_kind_that_does_not_fit_is_refused_in_words(order, ask, kind):
    answer = ask(order, kind)

    assert answer.status_code == 422
    assert reports.due() == []


def test_nothing_is_reported_of_a_visit_that_did_not_begin(company, ask):
    assert ask(company.order(company.marcos)).status_code == 422
    assert ask(company.order()).status_code == 422


def test_an_absence_is_one_sheet_with_all_that_was_tried(
    office, company, issue, monkeypatch
):
    order = absent(company, monkeypatch)

    content = pdf_of(office, issue(order, "absence"))
    text = text_of(io.BytesIO(content))

    assert len(PdfReader(io.BytesIO(content)).pages) == 1
    for said in (
        "Visita sem atendimento: customer absent",
        "Janela prometida",
        "Campainha: Não atendeu",
        "m do endereço",
        "12 min",
        "Ninguém atende",
    ):
        assert said in text


def absent(company, monkeypatch):
    """Return an order whose customer did not open for twelve minutes."""
    order = company.order(company.marcos)
    visit = {"visit_id": order["visits"][-1]["id"]}
    phone = company.phone(company.marcos)
    phone.sync()
    here = {
        "latitude": "-18.918700",
        "longitude": "-48.241300",
        "accuracy_m": 12,
        "taken_at": clock.now_text(),
    }
    start = clock.now()
    phone.write("arrive_on_site", {**visit, "position": here}, order["id"])
    door = phone.keep(picture())
    phone.write("attach_evidence", builders.photo(visit["visit_id"], door), order["id"])
    for channel in ("doorbell", "phone"):
        attempt = {**visit, "channel": channel, "outcome": "no_answer"}
        phone.write("record_contact_attempt", attempt, order["id"])
    later = clock.to_text(start + timedelta(minutes=12, seconds=5))
    monkeypatch.setenv("FIELDAPP_NOW", later)
    gone = {
        **visit,
        "reason_code": "customer_absent",
        "evidence": [door],
        "position": here,
        "text": "Ninguém atende",
    }
    phone.write("report_cannot_complete", gone, order["id"])
    phone.sync()
    phone.upload_all()
    return company.document(order["id"])


def test_the_whole_bundle_is_for_those_who_read_the_audit(company, office, order):
    auditor = company.browser(company.auditor)
    address = f"{ORDERS}/{order['id']}/bundle"

    answer = auditor.post(address, headers=ORIGIN)

    assert bundle_verifier.verify(json.loads(answer.data), set()) == []
    assert office.post(address, headers=ORIGIN).status_code == 403


@pytest.mark.parametrize("code", ["0000000000", "x", "%00", "../../etc", "I" * 400])
def test_a_code_that_does_not_exist_is_not_found(office, code):
    for address in (f"/office/reports/{code}", f"/office/reports/{code}/pdf"):
        assert office.get(address).status_code == 404

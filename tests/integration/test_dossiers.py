"""One click gives a whole history: made in the background, sealed, checked alone."""

import io
import json
import subprocess
import sys
import zipfile
from datetime import timedelta

import builders
import pytest
from company import ORIGIN
from pdf_syntax import complaints
from proofs import picture, proved
from pypdf import PdfReader
from sqlalchemy import select

from fieldapp import clock, database
from fieldapp.models import AccessEntry, Dossier, Report
from fieldapp.reports.dossiers import chapters
from fieldapp.services import dossier_verifier, dossiers, signing_key

pytestmark = pytest.mark.both_databases

ORDERS = "/office/work_orders"


@pytest.fixture
def order(company):
    return proved(company)


@pytest.fixture
def ask(office):
    def asked(order, scope="order", browser=office, **fields):
        return browser.post(
            f"{ORDERS}/{order['id']}/dossiers",
            data={"scope": scope, **fields},
            headers=ORIGIN,
        )

    return asked


@pytest.fixture
def made(app, office, ask):
    """Ask for a dossier, make it, and return its row and its ZIP."""

    def make(order, scope="order", browser=office, **fields):
        answer = ask(order, scope, browser, **fields)
        assert answer.status_code == 303, answer.text
        app.extensions["long_jobs"].sweep()
        row = newest(order)
        answer = browser.get(f"/office/dossiers/{row.id}/zip")
        assert answer.status_code == 200, answer.text
        return row, zipfile.ZipFile(io.BytesIO(answer.data))

    return make


def newest(order):
    with database.reading() as connection:
        return dossiers.of_order(connection, order["id"], 1)[0]


def orders_of(archive):
    stated = json.loads(archive.read("manifest.json"))["stated"]
    return [each["number"] for each in stated["orders"]]


def test_it_holds_reports_history_evidence_and_original_photos(order, made):
    _row, archive = made(order)
    folder = f"OS-{order['number']}"
    names = archive.namelist()

    assert len(names) == len(set(names))
    assert {f"{folder}/historico.pdf", f"{folder}/provas.json"} <= set(names)
    assert archive.read(f"{folder}/fotos/01-porta-1.jpg") == picture(60)
    assert archive.read(f"{folder}/fotos/02-porta-2.jpg") == picture(200)
    assert {"dossie.pdf", "LEIA-ME.txt", "verify.py", "manifest.json"} <= set(names)
    assert sum(name.startswith(f"{folder}/relatorio-") for name in names) == 1


def test_its_sheets_are_sound_and_say_what_happened(order, made):
    _row, archive = made(order)
    pages = {
        name: archive.read(name) for name in archive.namelist() if name.endswith(".pdf")
    }

    assert all(complaints(content) == [] for content in pages.values())
    cover = text_of(pages["dossie.pdf"])
    assert f"Dossiê da ordem {order['number']:,}".replace(",", ".") in cover
    assert "Sem sinal em 2 TVs" in cover
    history = text_of(pages[f"OS-{order['number']}/historico.pdf"])
    assert "Assinada por Joana Prado" in history
    assert "Ordem concluída" in history


def text_of(content):
    pages = (page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return "\n".join(pages).replace("\xa0", " ")


def test_its_own_program_finds_it_genuine_far_from_the_server(order, made, tmp_path):
    _row, archive = made(order)
    archive.extractall(tmp_path)

    assert alone(tmp_path)[0] == 0, alone(tmp_path)
    assert "GENUINE" in alone(tmp_path)[1]
    assert alone(tmp_path, "--key", "ab" * 32)[0] == 1


def alone(folder, *arguments):
    done = subprocess.run(
        [sys.executable, "verify.py", *arguments],
        cwd=folder,
        env={},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def test_whatever_file_is_changed_is_named(order, made, tmp_path):
    _row, archive = made(order)
    archive.extractall(tmp_path)
    wrong = []
    for name in archive.namelist():
        place = tmp_path / name
        content = place.read_bytes()
        place.write_bytes(content[:-9] + bytes([content[-9] ^ 1]) + content[-8:])
        faults, _manifest = found(tmp_path)
        if not faults or not faults[0].startswith(f"{name}: "):
            wrong.append((name, faults))
        place.write_bytes(content)
    assert not wrong


def found(place):
    try:
        return dossier_verifier.verify(place, set())
    except ValueError:
        return ["manifest.json: "], None


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda folder: (folder / "fotos/01-porta-1.jpg").unlink(), "it is missing"),
        (lambda folder: (folder / "x.jpg").write_bytes(b"x"), "it does not belong"),
    ],
)
def test_a_file_that_is_gone_or_new_is_named(order, made, tmp_path, change, told):
    _row, archive = made(order)
    archive.extractall(tmp_path)
    change(tmp_path / f"OS-{order['number']}")

    code, said = alone(tmp_path)

    assert code == 1
    assert told in said


def test_the_zip_is_checked_as_it_came(app, order, made, tmp_path, capsys):
    _row, archive = made(order)
    path = tmp_path / "dossie.zip"
    path.write_bytes(archive.fp.getvalue())

    assert dossier_verifier.main([str(path)]) == 0
    key = signing_key.own(app.config["SETTINGS"].signing_key_path)
    assert dossier_verifier.main([str(path), "--key", key]) == 0
    path.write_bytes(path.read_bytes()[:-500])
    assert dossier_verifier.main([str(path)]) == 1
    assert "NOT GENUINE" in capsys.readouterr().out


def test_a_customer_is_a_name_with_a_telephone_tax_number_or_address(company, made):
    asked = company.order(company.marcos)
    moved = company.order(company.marcos, site=site(street="Rua do Ouro"))
    company.order(company.marcos, customer=customer(name="Rita Prado"))
    other_phone = customer(phones=["+5534900000999"], document_masked=None)
    there = company.order(company.marcos, customer=other_phone)
    namesake = {"customer": other_phone, "site": site(street="Rua do Ouro")}
    company.order(company.marcos, **namesake)

    _row, archive = made(asked, "customer")

    assert orders_of(archive) == [asked["number"], moved["number"], there["number"]]


def test_a_site_is_an_address_with_its_complement(company, made):
    asked = company.order(company.marcos, site=site(complement="ap 1"))
    typed = site(street=" rua das  acácias", complement="AP 1")
    there = company.order(company.marcos, site=typed)
    company.order(company.marcos, site=site(complement="ap 2"))

    _row, archive = made(asked, "site")

    assert orders_of(archive) == [asked["number"], there["number"]]


def site(**facts):
    return builders.site() | facts


def customer(**facts):
    return builders.order_facts("")["customer"] | facts


def test_reports_that_are_current_are_used_again(app, order, made):
    made(order)
    before = codes()
    made(order)

    assert codes() == before
    signing_key.replace(app.config["SETTINGS"].signing_key_path)
    made(order)
    assert len(codes()) == len(before) + 1


def codes():
    with database.reading() as connection:
        return set(connection.execute(select(Report.code)).scalars())


def test_only_who_reads_the_audit_takes_the_whole_record(company, ask, made, order):
    supervisor = company.browser(company.renata)
    dispatcher = company.browser(company.priscila)
    company.act("add_note", order["id"], {"text": "Portão fecha às 18 h"})
    row, whole = made(order, browser=supervisor, content="whole")
    evidence = f"OS-{order['number']}/provas.json"

    assert "Portão fecha" in whole.read(evidence).decode()
    assert dispatcher.get(f"/office/dossiers/{row.id}/zip").status_code == 403
    assert row.id not in dispatcher.get(f"{ORDERS}/{order['id']}").text
    assert ask(order, browser=dispatcher, content="whole").status_code == 403
    _row, shown = made(order, browser=dispatcher)
    assert "Portão fecha" not in shown.read(evidence).decode()
    assert "Portão fecha" not in text_of(
        shown.read(f"OS-{order['number']}/historico.pdf")
    )


def test_each_taking_is_in_the_access_log(company, order, made):
    made(order)

    with database.reading() as connection:
        query = select(AccessEntry.kind).where(AccessEntry.kind == "dossier")
        assert list(connection.execute(query).scalars()) == ["dossier"]
    assert "Dossiê" in company.browser(company.renata).get("/office/audit").text


def test_the_page_says_how_far_it_is_and_then_where_it_lies(
    app, office, order, ask, monkeypatch
):
    ask(order)
    waiting = office.get(f"{ORDERS}/{order['id']}").text
    app.extensions["long_jobs"].sweep()
    ready = office.get(f"{ORDERS}/{order['id']}/dossiers").text

    assert "0 de 1 ordens" in waiting
    assert 'hx-trigger="every 2s"' in waiting
    assert "/zip" in ready
    assert "hx-trigger" not in ready


def test_pressing_twice_asks_once(order, ask):
    ask(order)
    ask(order)

    assert len(dossiers.due()) == 1


def test_nothing_is_served_before_it_is_whole(app, office, company, ask, monkeypatch):
    """A server that dies in the middle leaves no file, and goes on afterwards."""
    orders = [proved(company) for _ in range(3)]
    ask(orders[0], "customer")
    id_ = dossiers.due()[0]
    dies_at(monkeypatch, place=3)

    app.extensions["long_jobs"].sweep()

    assert newest(orders[0]).done == 2
    assert office.get(f"/office/dossiers/{id_}/zip").status_code == 404
    assert not list(app.extensions["evidence_store"].parts.glob("dossier-*"))
    monkeypatch.undo()
    before = codes()
    app.extensions["long_jobs"].sweep()
    assert newest(orders[0]).state == "ready"
    assert before <= codes()
    assert len(codes()) == 3


def dies_at(monkeypatch, place):
    whole, count = chapters.Writer.write, []

    def write(self, archive, order_id):
        count.append(order_id)
        if len(count) % place == 0:
            raise RuntimeError("the server is gone")
        return whole(self, archive, order_id)

    monkeypatch.setattr(chapters.Writer, "write", write)


def test_one_that_breaks_every_time_is_given_up_and_can_be_asked_again(
    app, office, order, ask, monkeypatch
):
    ask(order)
    dies_at(monkeypatch, place=1)
    for _try in range(5):
        app.extensions["long_jobs"].sweep()
    given_up = newest(order)
    page = office.get(f"{ORDERS}/{order['id']}").text
    monkeypatch.undo()

    assert given_up.state == "failed"
    assert f"/office/dossiers/{given_up.id}/retry" in page
    office.post(f"/office/dossiers/{given_up.id}/retry", headers=ORIGIN)
    app.extensions["long_jobs"].sweep()
    assert newest(order).state == "ready"


def test_what_another_process_works_on_is_left_to_it(order, ask, monkeypatch):
    ask(order)
    id_ = dossiers.due()[0]
    assert dossiers.begin(id_)
    assert dossiers.begin(id_) is None
    assert dossiers.due() == []

    later = clock.to_text(clock.now() + timedelta(minutes=3))
    monkeypatch.setenv("FIELDAPP_NOW", later)
    assert dossiers.due() == [id_]
    assert dossiers.begin(id_)
    dossiers.release_all()
    assert dossiers.due() == [id_]


def test_an_altered_record_is_named_and_carries_no_evidence(
    company, backend, made, tmp_path
):
    sound, altered = proved(company), proved(company)
    where = f"rev = 3 AND stream_id = '{altered['id']}'"
    backend.tamper(f"UPDATE ledger SET actor_role = 'auditor' WHERE {where}")  # noqa: S608

    _row, archive = made(sound, "customer")

    names = archive.namelist()
    assert f"OS-{sound['number']}/provas.json" in names
    assert f"OS-{altered['number']}/provas.json" not in names
    assert "foi alterado" in text_of(archive.read("dossie.pdf")).replace("\n", " ")
    archive.extractall(tmp_path)
    code, said = alone(tmp_path)
    assert code == 0
    assert f"Order {altered['number']}: sealed without evidence" in said


def test_a_photo_that_is_gone_or_other_is_counted(app, order, made):
    store = app.extensions["evidence_store"]
    digest = order["visits"][0]["evidence"][0]["sha256"]
    (store.folder / digest[:2] / digest).write_bytes(b"other")

    _row, archive = made(order)

    stated = json.loads(archive.read("manifest.json"))["stated"]
    assert (stated["orders"][0]["photos"], stated["orders"][0]["lost"]) == (1, 1)
    assert "1 fotos não estão aqui" in archive.read("LEIA-ME.txt").decode()


def test_old_ones_go_with_their_files(app, office, order, made, monkeypatch):
    row, _archive = made(order)
    stray = app.extensions["evidence_store"].folder / "made" / "of-before-a-restore.zip"
    stray.write_bytes(b"PK")
    app.extensions["long_jobs"].forget()
    assert not stray.exists()
    assert office.get(f"/office/dossiers/{row.id}/pdf").status_code == 200

    later = clock.to_text(clock.now() + timedelta(days=8))
    monkeypatch.setenv("FIELDAPP_NOW", later)
    app.extensions["long_jobs"].forget()

    with database.reading() as connection:
        assert connection.execute(select(Dossier.id)).first() is None
    made_folder = app.extensions["evidence_store"].folder / "made"
    assert not [path for path in made_folder.rglob("*") if path.is_file()]


@pytest.mark.parametrize("scope", ["", "everything", "../x", "\x00"])
def test_a_scope_that_is_none_is_refused(order, ask, scope):
    assert ask(order, scope).status_code == 422

"""Whoever holds the paper can check it; whoever guesses learns nothing and waits."""

import hashlib
import time
from datetime import timedelta

import pytest
from company import ORIGIN
from proofs import proved

from fieldapp import clock, database
from fieldapp.services import reports, signing_key

pytestmark = pytest.mark.both_databases


@pytest.fixture
def order(company):
    return proved(company)


@pytest.fixture
def report(app, office, order):
    address = f"/office/work_orders/{order['id']}/reports"
    office.post(address, data={"kind": "visit"}, headers=ORIGIN)
    app.extensions["jobs"].sweep()
    with database.reading() as connection:
        return reports.of_order(connection, order["id"], 1)[0]


@pytest.fixture
def stranger(company):
    return company.browser()


def test_a_stranger_hears_that_a_report_is_genuine(stranger, report, order):
    answer = stranger.get(f"/r/{report.code}")

    assert answer.status_code == 200
    assert "Autêntico e sem alteração" in answer.text
    assert f"{order['number']:,}".replace(",", ".") in answer.text


def test_nothing_personal_is_told(stranger, report):
    page = stranger.get(f"/r/{report.code}").text

    for personal in ("Joana", "Prado", "Acácias", "***.444", "Marcos", "Sem sinal"):
        assert personal not in page


def test_the_originals_are_named_by_their_digests(stranger, office, report, order):
    page = stranger.get(f"/r/{report.code}").text
    pdf = office.get(f"/office/reports/{report.code}/pdf").data

    assert f'data-original="{hashlib.sha256(pdf).hexdigest()}" data-kind="pdf"' in page
    for photo in order["visits"][0]["evidence"]:
        assert f'data-original="{photo["sha256"]}" data-kind="photo"' in page


def test_the_code_as_printed_scanned_and_typed_leads_there(stranger, report):
    code = report.code
    for way in (
        f"/R/{code}",
        f"/r?code={code[:5]}+{code[5:]}".lower(),
        f"/r?code={code[:5]}-{code[5:]}",
    ):
        assert stranger.get(way).location == f"/r/{code}"


@pytest.mark.parametrize(
    "code", ["0000000000", "x", "%00", "<script>", "I" * 5000, "..%2f..%2fetc", "ção"]
)
def test_an_unknown_code_gets_a_sentence(stranger, code):
    for way in (f"/r/{code}", f"/r?code={code}"):
        answer = stranger.get(way, follow_redirects=True)
        assert answer.status_code == 404
        assert "<script>" not in answer.text.partition("<main")[2]


def test_the_page_keeps_the_strict_policy(stranger, report):
    policy = stranger.get(f"/r/{report.code}").headers["Content-Security-Policy"]

    assert "default-src 'none'" in policy
    assert "unsafe-inline" not in policy


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE ledger SET actor_role = 'auditor' WHERE rev = 3",
        "UPDATE reports SET rev = rev - 1",
        "UPDATE reports SET signature = reverse_of_it",
        "DELETE FROM ledger WHERE rev > 6",
        "UPDATE reports SET signature = NULL, made_at = NULL",
        "DELETE FROM work_orders",
    ],
)
def test_a_record_that_was_altered_is_told(backend, stranger, report, statement):
    backend.tamper(statement.replace("reverse_of_it", "'ab'"))

    answer = stranger.get(f"/r/{report.code}")

    assert "Não é o que foi emitido" in answer.text


def test_a_file_that_is_gone_or_other_is_told(app, stranger, report):
    store = app.extensions["evidence_store"]
    (store.folder / report.pdf_sha256[:2] / report.pdf_sha256).write_bytes(b"%PDF-")
    assert "Não é o que foi emitido" in stranger.get(f"/r/{report.code}").text

    store.set_aside(report.pdf_sha256)
    assert "Não é o que foi emitido" in stranger.get(f"/r/{report.code}").text


def test_a_report_of_an_earlier_key_is_genuine_and_says_so(app, stranger, report):
    signing_key.replace(app.config["SETTINGS"].signing_key_path)

    page = stranger.get(f"/r/{report.code}").text

    assert "Autêntico e sem alteração" in page
    assert "chave anterior desta empresa" in page
    assert report.pdf_sha256 in page


def test_a_report_of_a_key_nobody_knows_is_neither_genuine_nor_altered(
    app, stranger, report
):
    """A server that was set up anew without its old key."""
    path = app.config["SETTINGS"].signing_key_path
    path.unlink()

    page = stranger.get(f"/r/{report.code}").text
    assert "Lacrado por outra chave" in page
    assert "Não é o que foi emitido" not in page
    assert report.pdf_sha256 not in page

    signing_key.remember(path, report.public_key)
    assert "chave anterior" in stranger.get(f"/r/{report.code}").text


def test_an_altered_report_of_an_earlier_key_is_altered(app, backend, stranger, report):
    signing_key.replace(app.config["SETTINGS"].signing_key_path)
    backend.tamper("UPDATE reports SET rev = rev - 1")

    assert "Não é o que foi emitido" in stranger.get(f"/r/{report.code}").text


def test_what_happens_later_leaves_the_report_genuine(company, stranger, report, order):
    company.act("add_note", order["id"], {"text": "Ligou depois"})

    page = stranger.get(f"/r/{report.code}").text

    assert "Autêntico e sem alteração" in page
    assert "mais 1 desde então" in page


def test_a_report_that_is_due_says_so(company, office, stranger, order):
    address = f"/office/work_orders/{order['id']}/reports"
    office.post(address, data={"kind": "visit"}, headers=ORIGIN)

    assert "está sendo feito" in stranger.get(f"/r/{reports.due()[0]}").text


def test_guessing_is_slowed_down_and_the_holder_gets_in_later(
    stranger, report, monkeypatch
):
    answers = [stranger.get(f"/r/{at:010}").status_code for at in range(30)]

    assert answers == [404] * 20 + [429] * 10
    assert stranger.get(f"/r/{report.code}").headers["Retry-After"]
    later = clock.to_text(clock.now() + timedelta(minutes=2))
    monkeypatch.setenv("FIELDAPP_NOW", later)
    assert stranger.get(f"/r/{report.code}").status_code == 200


def test_the_page_costs_the_server_little(stranger, report):
    stranger.get(f"/r/{report.code}")
    start = time.process_time()
    for _time in range(5):
        stranger.get(f"/r/{report.code}")

    assert (time.process_time() - start) / 5 < 0.05

"""Headers, health and failures: what every answer has and never shows."""

import sqlite3

import pytest
from sqlalchemy.exc import OperationalError

from fieldapp.services.evidence_store import EvidenceStore
from fieldapp.web import health, login

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; "
    "img-src 'self' blob: data:; media-src 'self' blob:; connect-src 'self'; "
    "worker-src 'self'; manifest-src 'self'; font-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


@pytest.mark.parametrize("path", ["/login", "/healthz", "/no/such/page", "/sync"])
def test_every_answer_has_the_headers(app, company, path):
    headers = app.test_client().get(path).headers

    assert headers["Content-Security-Policy"] == POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cache-Control"] == "no-store"
    assert "Cookie" in headers["Vary"]


def test_a_page_that_does_not_exist_is_a_sentence(app, company):
    answer = app.test_client().get("/no/such/page", headers={"Accept-Language": "en"})

    assert answer.status_code == 404
    assert "There is nothing at this address" in answer.text


def test_health_is_json_and_200(app, company):
    answer = app.test_client().get("/healthz")

    assert (answer.status_code, answer.json["status"]) == (200, "ok")


def test_a_store_that_takes_no_writes_is_503(app, company, monkeypatch):
    def refuse(_store):
        raise PermissionError

    monkeypatch.setattr(EvidenceStore, "probe", refuse)

    answer = app.test_client().get("/healthz")

    assert (answer.status_code, answer.json["evidence"]) == (503, False)


@pytest.mark.parametrize(
    ("words", "status", "code"),
    [
        ("database is locked", 503, "database_busy"),
        ("database or disk is full", 507, "storage_full"),
        ("no such table: users", 500, "server_fault"),
    ],
)
def test_a_failing_database_says_what_it_means(
    company, monkeypatch, words, status, code
):
    def fail(*_arguments):
        raise OperationalError("SELECT 1", {}, sqlite3.OperationalError(words))

    phone = company.phone(company.marcos)
    monkeypatch.setattr("fieldapp.api.sync.pull", fail)

    answer = phone.post(phone.envelope())

    assert (answer.status_code, answer.json["code"]) == (status, code)
    assert int(answer.headers["Retry-After"]) > 0


def test_a_bug_of_ours_shows_nothing_internal(app, company, monkeypatch):
    def fail():
        raise RuntimeError("secret detail")

    monkeypatch.setitem(app.view_functions, "login.home", fail)
    fail.access = "public"

    answer = app.test_client().get("/")

    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text
    assert login.bp.name
    assert health.bp.name


def test_a_form_of_endless_parts_is_413(company):
    browser = company.browser()
    body = (
        b"--x\r\n"
        + b'Content-Disposition: form-data; name="a"\r\n\r\n1\r\n--x\r\n' * 2000
    )

    answer = browser.post(
        "/login",
        data=body + b"--x--",
        headers={
            "Content-Type": "multipart/form-data; boundary=x",
            "Origin": "http://localhost",
        },
    )

    assert answer.status_code == 413

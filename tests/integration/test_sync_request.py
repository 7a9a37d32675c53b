"""What is refused before anything is read, in the order that phones rely on."""

import gzip
import json

import pytest

from fieldapp import clock, database
from fieldapp.services import clients, ledger

JSON = {"Content-Type": "application/json"}
OURS = {"Origin": "http://localhost"}
TOO_MUCH = b"{" + b" " * 262_144 + b"}"


@pytest.fixture
def phone(company):
    return company.phone(company.marcos)


def post(browser, body, **headers):
    return browser.post("/sync", data=body, headers=headers)


@pytest.mark.parametrize(
    ("headers", "body", "status", "code"),
    [
        ({"Origin": "null"}, TOO_MUCH, 403, "cross_site"),
        (OURS | {"Content-Type": "text/plain"}, TOO_MUCH, 415, "media_type"),
        (OURS | JSON, TOO_MUCH, 413, "body_too_large"),
        (OURS | JSON, b"{", 401, "signed_out"),
    ],
)
def test_checks_stand_in_the_order_of_the_protocol(app, headers, body, status, code):
    answer = app.test_client().post("/sync", data=body, headers=headers)

    assert (answer.status_code, answer.json["code"]) == (status, code)
    assert answer.json["message"]


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b"\xff\xfe",
        b'{"protocol": 1}',
        b'{"protocol": "1"}',
        b'{"protocol": true}',
        b'{"protocol": 1, "protocol": 1}',
        b'{"protocol": 1, "client_id": NaN}',
        b"[" * 10_000 + b"]" * 10_000,
    ],
)
def test_what_cannot_be_read_is_400(phone, body):
    answer = post(phone.browser, body, **JSON, **OURS)

    assert (answer.status_code, answer.json["code"]) == (400, "request_invalid")


@pytest.mark.parametrize(
    "change",
    [
        {"surprise": 1},
        {"client_id": "no uuid"},
        {"operations": [{}]},
        {"operations": {}},
        {"cursor": 5},
        {"heads": {"x": [1, "y"]}},
    ],
)
def test_an_envelope_of_another_shape_is_400_and_applies_nothing(phone, change):
    answer = phone.post(phone.envelope() | change)

    assert (answer.status_code, answer.json["code"]) == (400, "request_invalid")


@pytest.mark.parametrize("surprise", ["actor_id", "received_at", "status", "rev"])
def test_an_operation_with_a_column_of_ours_is_refused(company, phone, surprise):
    """Actor, role and server time come from the session only."""
    order = company.order(company.marcos)
    operation = phone.write("add_note", {"text": "oi"}, order["id"])

    answer = phone.post(phone.envelope([operation | {surprise: "x"}]))

    assert answer.status_code == 400
    assert company.document(order["id"])["notes"] == []


def test_duplicate_keys_inside_an_operation_are_400(phone):
    text = json.dumps(phone.envelope()).replace("[]", '[{"id": 1, "id": 1}]')

    assert post(phone.browser, text, **JSON, **OURS).status_code == 400


def test_251_operations_are_too_many(company, phone):
    for _ in range(251):
        phone.write("add_note", {"text": "x"}, company.marcos.id)

    assert phone.post(phone.envelope()).status_code in (400, 413)


def test_work_in_another_protocol_asks_for_an_upgrade_and_news_still_come(
    company, phone
):
    order = company.order(company.marcos)
    phone.write("add_note", {"text": "x"}, order["id"])
    answer = phone.post(phone.envelope() | {"protocol": 2})
    pulled = phone.post(phone.envelope([]) | {"protocol": 2})

    assert (answer.status_code, answer.json["upgrade"]) == (426, True)
    assert order["id"] in {change["id"] for change in pulled.json["changes"]}
    assert company.document(order["id"])["notes"] == []


def test_a_zipped_request_is_read_and_a_zipped_answer_is_smaller(company, phone):
    for _ in range(3):
        company.order(company.marcos)
    plain = phone.post(phone.envelope())
    zipped = phone.post_zipped(phone.envelope())
    squeezed = phone.post(phone.envelope(), **{"Accept-Encoding": "gzip"})

    assert zipped.json["changes"] == plain.json["changes"]
    assert squeezed.headers["Content-Encoding"] == "gzip"
    assert len(squeezed.data) < len(plain.data) / 2
    assert json.loads(gzip.decompress(squeezed.data))["protocol"] == 1


def test_a_zip_bomb_is_413_before_it_is_whole(phone):
    bomb = gzip.compress(b" " * 50_000_000)
    headers = JSON | OURS | {"Content-Encoding": "gzip"}

    assert post(phone.browser, bomb, **headers).status_code == 413


@pytest.mark.parametrize(
    "body",
    [b"no zip", gzip.compress(b"{}" * 500)[:-20]],
    ids=["no zip", "cut off"],
)
def test_a_broken_zip_is_400(phone, body):
    headers = JSON | OURS | {"Content-Encoding": "gzip"}

    assert post(phone.browser, body, **headers).status_code == 400


def test_the_endpoint_never_redirects(app):
    answer = app.test_client().post("/sync", json={}, headers=OURS)

    assert (answer.status_code, answer.mimetype) == (401, "application/json")


def test_a_revoked_phone_hands_its_work_in_and_is_told_to_wipe(company, phone):
    order = company.order(company.marcos)
    phone.sync()
    with database.writing() as connection:
        clients.revoke(connection, phone.client_id, clock.now())
    operation = phone.write("add_note", {"text": "depois"}, order["id"])

    answer = phone.post(phone.envelope())

    assert answer.status_code == 401
    assert (answer.json["code"], answer.json["wipe"]) == ("client_revoked", True)
    entry = ledger.LedgerEntry
    with database.reading() as connection:
        status = connection.execute(
            entry.__table__.select().where(entry.operation_id == operation["id"])
        ).one()
    assert (status.status, status.problem_code) == ("parked", "client_revoked")
    assert company.document(order["id"])["notes"] == []
    assert phone.browser.get("/", headers={}).location == "/login"


def test_an_answer_is_no_page_and_nothing_is_loaded_by_it(phone):
    headers = phone.post(phone.envelope()).headers

    assert headers["Content-Security-Policy"] == "default-src 'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"
    assert "Permissions-Policy" not in headers

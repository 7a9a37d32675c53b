"""A phone that cannot send: its file, carried to the office, brings everything once."""

import io
import json

import builders
import pytest
from phone import SAME_ORIGIN
from rescue_files import phone_file, record, rescue_file, sealed

from fieldapp import clock, database
from fieldapp.services import clients
from fieldapp.services.ledger import ZERO_HEAD

pytestmark = pytest.mark.both_databases
NOWHERE = {"position": builders.NO_FIX}
JPEG = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 40


@pytest.fixture
def phone(company, order):
    """Hold two steps and a photo that were never sent."""
    phone = company.phone(company.marcos)
    phone.sync()
    visit_id = order["visits"][0]["id"]
    phone.write("start_travel", {"visit_id": visit_id, **NOWHERE}, order["id"])
    phone.write("arrive_on_site", {"visit_id": visit_id, **NOWHERE}, order["id"])
    photo = builders.photo(visit_id, phone.keep(JPEG))
    phone.write("attach_evidence", photo, order["id"])
    return phone


def carried(office, content):
    return office.post("/sync/import", data=content, headers=SAME_ORIGIN)


def test_the_file_brings_operations_and_photos(company, office, order, phone):
    answer = carried(office, rescue_file(phone))

    assert answer.json == {
        "name": "Marcos Sales",
        "new_operations": 3,
        "known_operations": 0,
        "to_decide": 0,
        "new_evidence": 1,
        "known_evidence": 0,
        "problem": None,
    }
    visit = company.document(order["id"])["visits"][0]
    assert visit["phase"] == "on_site"
    [digest] = phone.blobs
    assert office.get(f"/office/evidence/{digest}").data == JPEG


def test_the_file_that_the_phone_writes_opens_here(company, office, order, phone):
    answer = carried(office, phone_file(phone))

    assert answer.json["new_operations"] == 3
    assert answer.json["new_evidence"] == 1
    assert answer.json["problem"] is None


def test_a_second_import_changes_nothing(company, office, order, phone):
    content = rescue_file(phone)
    carried(office, content)
    before = company.document(order["id"])

    answer = carried(office, content)

    assert answer.json["new_operations"] == answer.json["new_evidence"] == 0
    assert answer.json["known_operations"] == 3
    assert answer.json["known_evidence"] == 1
    assert company.document(order["id"]) == before


def test_a_phone_that_comes_back_sends_nothing_twice(company, office, order, phone):
    carried(office, rescue_file(phone))
    before = company.document(order["id"])["visits"]

    phone.sync()

    assert {each["status"] for each in phone.receipts.values()} == {"applied"}
    assert phone.missing() == []
    assert company.document(order["id"])["visits"] == before


def test_work_whose_place_the_server_lost_is_taken_in(company, office, order, phone):
    """As after a restore: the server has never heard what came before."""
    with database.writing() as connection:
        client = clients.lock(
            connection, phone.client_id, phone.someone.id, clock.now()
        )
        client.last_sequence, client.chain = 7, ZERO_HEAD
        clients.advance(connection, client, clock.now(), 0)

    answer = carried(office, rescue_file(phone))

    assert answer.json["new_operations"] == 3
    assert company.document(order["id"])["visits"][0]["phase"] == "on_site"


def test_a_file_cut_on_its_way_brings_what_it_still_holds(
    company, office, order, phone
):
    lines = rescue_file(phone).splitlines()

    answer = carried(office, b"\n".join([*lines[:3], lines[3][:200]]))

    assert answer.json["new_operations"] == 3
    assert answer.json["new_evidence"] == 0
    assert answer.json["problem"]["code"] == "rescue_damaged"
    assert company.document(order["id"])["visits"][0]["phase"] == "on_site"


@pytest.mark.parametrize("place", range(2, 5))
def test_a_changed_line_is_never_believed(office, phone, place):
    lines = rescue_file(phone).splitlines()
    lines[place] = lines[place][:-9] + b"AAAA" + lines[place][-5:]

    answer = carried(office, b"\n".join(lines))

    code = answer.json["code"] if place == 2 else answer.json["problem"]["code"]
    assert code == ("rescue_unreadable" if place == 2 else "rescue_damaged")


def test_lines_in_another_order_are_not_believed(office, phone):
    lines = rescue_file(phone).splitlines()
    lines[2], lines[3] = lines[3], lines[2]

    assert carried(office, b"\n".join(lines)).json["code"] == "rescue_unreadable"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"VISADA-RESCUE 1",
        b"VISADA-RESCUE 1\n!!\n",
        b"VISADA-RESCUE 1\nbnVsbA==\n",
        b"VISADA-RESCUE 2\nbnVsbA==\n",
        b"PK\x03\x04" + b"\0" * 900,
        JPEG,
    ],
)
def test_another_kind_of_file_is_refused_in_words(office, content):
    answer = carried(office, content)

    assert answer.status_code == 422
    assert answer.json["code"] == "rescue_unreadable"


def test_who_knows_only_the_public_key_cannot_write_for_her(office, phone):
    answer = carried(office, rescue_file(phone, secret=b"guessed" * 4))

    assert answer.json["code"] == "rescue_unreadable"


def test_a_photo_that_nothing_announces_is_named_and_not_kept(office, phone):
    rescue = phone.documents["profile", phone.someone.id]["document"]["rescue"]
    stray = record({"kind": "evidence", "sha256": phone.keep(b"stray")}, b"stray")
    operations = record({"kind": "operations"}, json.dumps(phone.outbox).encode())
    content = sealed(phone, rescue, [operations, stray, record({"kind": "end"}, b"")])

    answer = carried(office, content)

    assert answer.json["new_evidence"] == 0
    assert answer.json["problem"]["code"] == "rescue_damaged"


def test_only_the_office_takes_files_in(company, phone):
    content = rescue_file(phone)

    for someone in (company.marcos, company.auditor):
        assert carried(company.browser(someone), content).status_code == 403


def test_the_page_says_what_the_file_brought(office, phone):
    form = {"rescue": (io.BytesIO(rescue_file(phone)), "visada.txt")}

    page = office.post("/office/rescue", data=form, headers=SAME_ORIGIN)

    assert page.status_code == 200
    assert "Marcos Sales" in page.text
    assert "Tudo o que está no arquivo chegou" in page.text


def test_the_page_asks_for_a_file(office):
    page = office.post("/office/rescue", data={}, headers=SAME_ORIGIN)

    assert page.status_code == 422
    assert "Escolha o arquivo primeiro" in page.text

"""Photos travel apart: announced, resumed, verified, and then the order is complete."""

import errno
import os
from datetime import timedelta

import builders
import pytest
from phone import SAME_ORIGIN

from fieldapp import clock, database
from fieldapp.models import Blob
from fieldapp.services import evidence_store

pytestmark = pytest.mark.both_databases
JPEG = b"\xff\xd8\xff\xe0" + bytes(range(256)) * 40


@pytest.fixture
def visit_id(order):
    return order["visits"][0]["id"]


@pytest.fixture
def phone(company, order):
    phone = company.phone(company.marcos)
    phone.sync()
    return phone


@pytest.fixture
def digest(phone, order, visit_id):
    """Announce a photo."""
    digest = phone.keep(JPEG)
    phone.write("attach_evidence", builders.photo(visit_id, digest), order["id"])
    phone.sync()
    return digest


def finish(phone, order, visit_id, *digests):
    for digest in digests:
        phone.write("attach_evidence", builders.photo(visit_id, digest), order["id"])
    manifest = phone.keep(b'{"format":1}')
    phone.write("start_work", {"visit_id": visit_id}, order["id"])
    phone.write("sign_off", builders.absence(visit_id, manifest), order["id"])
    phone.write("finish_visit", {"visit_id": visit_id}, order["id"])


def head(phone, digest):
    return phone.browser.head(f"/sync/evidence/{digest}").headers


def test_an_announced_photo_is_missing_until_it_is_whole(phone, digest):
    assert phone.missing() == [{"sha256": digest, "offset": 0}]

    phone.upload(digest, content=JPEG[:1000])
    assert phone.missing() == [{"sha256": digest, "offset": 1000}]
    assert head(phone, digest)["Upload-Offset"] == "1000"
    assert head(phone, digest)["Upload-Complete"] == "?0"

    answer = phone.upload(digest, 1000)
    assert (answer.status_code, answer.headers["Upload-Offset"]) == (204, "10244")
    assert head(phone, digest)["Upload-Complete"] == "?1"
    assert phone.missing() == []


def test_a_photo_that_the_phone_lost_is_one_issue_for_the_office(
    company, phone, order, digest
):
    sent = phone.keep(b"\xff\xd8\xff\xe0sent")
    phone.write(
        "attach_evidence",
        builders.photo(order["visits"][0]["id"], sent),
        order["id"],
    )
    phone.sync()
    phone.upload(sent)

    for _ in range(2):
        answer = report_lost(phone, digest, sent, "f" * 64)
        assert answer.status_code == 200

    phone.sync()
    [issue] = phone.issues()
    assert (issue["reason"], issue["details"]) == ("missing_photo", {"sha256": digest})
    office = company.browser(company.priscila)
    page = office.get(f"/office/work_orders/{order['id']}").text
    assert page.count("Falta uma foto ou assinatura") == 1


def test_nobody_reports_the_photo_of_somebody_else(company, phone, digest):
    report_lost(company.phone(company.danilo), digest)

    phone.sync()
    assert phone.issues() == []


def test_a_lost_photo_that_was_taken_again_waits_for_nobody(
    company, phone, order, visit_id, digest
):
    report_lost(phone, digest)
    again = phone.keep(b"\xff\xd8\xff\xe0again")
    retaken = {"visit_id": visit_id, "sha256": digest, "reason": "Refeita"}
    phone.write("remove_evidence", retaken, order["id"])
    phone.write("attach_evidence", builders.photo(visit_id, again), order["id"])
    phone.sync()

    assert_decided(company, phone, by="Marcos")


def test_a_lost_photo_that_comes_after_all_waits_for_nobody(company, phone, digest):
    report_lost(phone, digest)
    phone.upload(digest)
    phone.sync()

    assert_decided(company, phone, by="Visada")


def test_what_another_phone_of_hers_announced_is_lost_once_that_one_is_silent(
    company, digest, monkeypatch
):
    """A browser that threw everything away comes back as another client."""
    fresh = company.phone(company.marcos)
    fresh.sync()
    assert report_lost(fresh, digest).json["lost"] == []
    fresh.sync()
    assert fresh.issues() == []

    later = clock.to_text(clock.now() + timedelta(minutes=31))
    monkeypatch.setenv("FIELDAPP_NOW", later)

    assert report_lost(fresh, digest).json["lost"] == [digest]
    fresh.sync()
    assert [issue["details"] for issue in fresh.issues()] == [{"sha256": digest}]


def assert_decided(company, phone, *, by):
    """Fail unless the one issue is closed, by somebody of this name."""
    [issue] = phone.issues()
    assert (issue["status"], issue["resolution"]["decision"]) == ("resolved", "close")
    assert issue["resolution"]["by"]["name"].startswith(by)
    inbox = company.browser(company.priscila).get("/office/issues").text
    assert "Falta uma foto ou assinatura" not in inbox


def report_lost(phone, *digests):
    return phone.browser.post(
        "/sync/evidence/missing",
        json={"sha256": [], "lost": list(digests)},
        headers=SAME_ORIGIN,
    )


def test_a_wrong_offset_is_told_the_right_one(phone, digest):
    phone.upload(digest, content=JPEG[:1000])

    answer = phone.upload(digest, 500)

    assert (answer.status_code, answer.headers["Upload-Offset"]) == (409, "1000")


def test_sending_a_whole_photo_again_changes_nothing(phone, digest):
    phone.upload(digest)

    assert phone.upload(digest).status_code == 204


def test_wrong_bytes_are_refused_and_the_part_is_gone(phone, digest):
    answer = phone.upload(digest, content=b"x" * len(JPEG))

    assert (answer.status_code, answer.json["code"]) == (460, "digest_mismatch")
    assert phone.missing() == [{"sha256": digest, "offset": 0}]


def test_more_than_the_length_is_413(phone, digest):
    assert phone.upload(digest, length=100).status_code == 413


def test_a_photo_beyond_the_limit_is_413(phone, digest):
    assert phone.upload(digest, content=b"", length=2**40).status_code == 413


@pytest.mark.parametrize("bad", ["", "-1", "1.5", "x", "9" * 20, "\u0661"])
def test_headers_that_are_no_numbers_are_400(phone, digest, bad):
    headers = SAME_ORIGIN | {"Content-Type": "application/octet-stream"}
    headers |= {"Upload-Offset": "0", "Upload-Length": bad.encode().decode("latin-1")}

    answer = phone.browser.patch(f"/sync/evidence/{digest}", data=b"", headers=headers)

    assert answer.status_code == 400


@pytest.mark.parametrize("name", ["..%2f..%2fetc%2fpasswd", "A" * 64, "0" * 63, "con"])
def test_tricks_in_names_are_404(phone, name):
    assert phone.browser.get(f"/sync/evidence/{name}").status_code == 404


def test_only_who_announced_it_may_ask_and_send(company, phone, digest):
    other = company.phone(company.danilo)
    other.keep(JPEG)

    assert other.missing() == []
    assert other.upload(digest).status_code == 404
    assert other.browser.head(f"/sync/evidence/{digest}").status_code == 404


def test_the_office_sees_the_photo_and_a_stranger_does_not(company, phone, digest):
    phone.upload(digest)

    answer = company.browser(company.priscila).get(f"/sync/evidence/{digest}")

    assert (answer.data, answer.mimetype) == (JPEG, "image/jpeg")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    stranger = company.browser(company.danilo).get(f"/sync/evidence/{digest}")
    assert stranger.status_code == 404


def test_arrival_moves_the_feed_but_not_the_revision(phone, order, digest):
    before = phone.documents["work_order", order["id"]]
    assert before["document"]["visits"][0]["evidence"][0]["received"] is False
    phone.upload(digest)

    phone.sync()

    after = phone.documents["work_order", order["id"]]
    assert after["document"]["visits"][0]["evidence"][0]["received"] is True
    assert after["rev"] == before["rev"]


def test_an_order_is_completed_when_its_last_photo_arrives(
    company, phone, order, visit_id
):
    finish(phone, order, visit_id, phone.keep(JPEG))
    phone.sync()
    assert phone.order(order["id"])["phase"] == "completing"
    assert phone.order(order["id"])["visits"][0]["phase"] == "completed"

    phone.upload_all()

    assert company.document(order["id"])["phase"] == "completed"


def test_an_order_is_completed_when_its_photos_were_here_first(
    company, phone, order, visit_id, digest
):
    manifest = phone.keep(b'{"format":1}')
    phone.write("start_work", {"visit_id": visit_id}, order["id"])
    phone.write("sign_off", builders.absence(visit_id, manifest), order["id"])
    phone.sync()
    phone.upload_all()

    phone.write("finish_visit", {"visit_id": visit_id}, order["id"])
    phone.sync()

    assert company.document(order["id"])["phase"] == "completed"


def test_a_full_disk_is_507_and_the_upload_goes_on_later(phone, digest, monkeypatch):
    def full(_descriptor):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as patch:
        patch.setattr(evidence_store.os, "fsync", full)
        answer = phone.upload(digest, content=JPEG[:1000])
    assert (answer.status_code, answer.json["code"]) == (507, "storage_full")

    offset = phone.missing()[0]["offset"]
    assert phone.upload(digest, offset).status_code == 204


def test_a_photo_and_its_name_are_on_the_disk_before_the_answer(
    app, phone, digest, monkeypatch
):
    synced, fsync = set(), os.fsync

    def noting(descriptor):
        synced.add(os.fstat(descriptor).st_ino)
        fsync(descriptor)

    monkeypatch.setattr(evidence_store.os, "fsync", noting)
    phone.upload(digest)

    place = app.extensions["evidence_store"].folder / digest[:2] / digest
    folders = place.parent, place.parent.parent
    assert synced >= {each.stat().st_ino for each in (place, *folders)}


def test_a_part_on_another_disk_is_copied(company, phone, digest, monkeypatch):
    def crossing(*_):
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))

    monkeypatch.setattr(evidence_store.Path, "replace", crossing)
    assert phone.upload(digest).status_code == 204

    answer = company.browser(company.priscila).get(f"/sync/evidence/{digest}")
    assert answer.data == JPEG


def test_a_file_that_a_power_cut_left_short_is_replaced(app, company, phone, digest):
    place = app.extensions["evidence_store"].folder / digest[:2] / digest
    place.parent.mkdir()
    place.write_bytes(JPEG[:100])

    phone.upload(digest)

    answer = company.browser(company.priscila).get(f"/sync/evidence/{digest}")
    assert answer.data == JPEG


def test_the_same_photo_may_belong_to_two_orders(company, phone, order, digest):
    other = company.order(company.marcos)
    visit_id = other["visits"][0]["id"]
    phone.write("attach_evidence", builders.photo(visit_id, digest), other["id"])
    phone.sync()
    phone.upload_all()

    for each in (order, other):
        document = company.document(each["id"])
        assert document["visits"][0]["evidence"][0]["received"] is True


def test_the_part_is_never_larger_than_what_is_in_the_database(phone, digest):
    """A row for a blob is written after the blob itself."""
    phone.upload(digest)

    with database.reading() as connection:
        row = connection.execute(Blob.__table__.select()).one()
    assert (row.sha256, row.size_bytes) == (digest, len(JPEG))

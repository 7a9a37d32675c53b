"""The demo's proof: photos of a small pool, refusals, and what waits for a decision."""

from collections import Counter
from io import BytesIO

import pytest
from demo_company import issues, orders, rows, visits_in
from PIL import Image
from sqlalchemy import select

from fieldapp.cli.demo.editions import CAPTURED_KINDS, editions
from fieldapp.cli.demo.pictures import pool
from fieldapp.domain import checklists
from fieldapp.domain.canonical import sha256
from fieldapp.models import Blob

pytestmark = pytest.mark.usefixtures("demo")
POOL_BYTES = 10_000_000


def photo_blobs():
    return rows(select(Blob).where(Blob.media_type == "image/jpeg"))


def test_the_pool_holds_sixty_small_photos_of_the_right_shape():
    for photo in pool.all_photos():
        content = pool.drawn(photo)
        assert len(content) <= 150_000
    with Image.open(BytesIO(content)) as opened:
        assert opened.size == (1200, 900)
        assert not opened.getexif()

    assert 55 <= len(pool.all_photos()) <= 65


def test_a_photo_is_the_same_bytes_every_time():
    first = pool.drawn(("pole", 0))
    pool.drawn.cache_clear()

    assert pool.drawn(("pole", 0)) == first != pool.drawn(("pole", 1))


def test_every_photo_lies_in_the_store_under_its_digest(demo):
    store = demo.extensions["evidence_store"]

    for blob in photo_blobs():
        content = b"".join(store.read(blob.sha256))
        assert sha256(content) == blob.sha256
        assert len(content) == blob.size_bytes
    assert sum(blob.size_bytes for blob in photo_blobs()) <= POOL_BYTES


def test_finished_visits_show_about_as_many_photos_as_the_trade_takes():
    taken = [(order["service_type"], len(v["evidence"])) for order, v in done()]
    average = sum(count for _, count in taken) / len(taken)

    assert 5 <= average <= 7
    assert all(count >= 8 for service, count in taken if service == "installation")
    assert all(count >= 3 for service, count in taken if service == "repair")


def done():
    return visits_in("completed")


def test_finished_visits_have_all_the_proof_that_their_checklist_asks_for():
    assert {"photo", "scan"} <= CAPTURED_KINDS

    for order, visit in done():
        edition = editions()[order["service_type"]]
        assert checklists.missing(checklists.expand(edition, order), visit) == []


def test_every_photo_of_an_order_has_arrived():
    here = {blob.sha256 for blob in photo_blobs()}
    shown = {
        photo["sha256"]
        for order in orders()
        for visit in order["visits"]
        for photo in visit["evidence"]
    }

    assert shown
    assert shown <= here


def test_photos_were_taken_before_somebody_signed():
    for _, visit in done():
        signed = visit["sign_offs"][0]["happened_at"]
        assert all(photo["taken_at"] <= signed for photo in visit["evidence"])
        assert not visit["changed_after_sign_off"]


def test_not_everybody_signs():
    outcomes = Counter(visit["sign_offs"][0]["outcome"] for _, visit in done())
    refused = [
        visit["sign_offs"][0]
        for _, visit in done()
        if visit["sign_offs"][0]["outcome"] == "refused"
    ]

    assert outcomes["signed"] > outcomes.total() * 0.7
    assert outcomes["refused"]
    assert outcomes["absent"]
    assert all(each["reason"] and each["signer_name"] for each in refused)
    assert not any(each["signature_sha256"] for each in refused)


def test_an_absent_customer_is_proved_with_the_door_and_two_attempts():
    absent = [
        visit
        for _, visit in visits_in("cannot_complete")
        if visit["cannot_complete"]["reason_code"] == "customer_absent"
    ]

    assert absent
    for visit in absent:
        door = [photo["sha256"] for photo in visit["evidence"]]
        assert visit["cannot_complete"]["evidence"] == door != []
        assert len(visit["contact_attempts"]) == 2


def test_a_customer_who_asked_for_another_day_named_it():
    for _, visit in visits_in("cannot_complete"):
        report = visit["cannot_complete"]
        asked = report["reason_code"] == "customer_rescheduled"
        assert bool(report["wanted_window"]) == asked


def test_a_few_things_wait_for_a_decision():
    found = Counter(issue["reason"] for issue in issues())

    assert found == {
        "late_work": 2,
        "concurrent_change": 1,
    }
    assert all(issue["status"] == "open" for issue in issues())


def test_marcos_waits_for_a_decision_about_two_of_his_orders():
    marcos = {
        order["number"]
        for order in orders()
        for visit in order["visits"]
        if visit["technician"]["name"] == "Marcos Sales"
    }
    own = [issue for issue in issues() if issue["work_order_number"] in marcos]

    assert len(own) == 2
    assert len({issue["work_order_number"] for issue in own}) == 2


def test_late_work_stays_with_the_visit_that_was_taken_away():
    [(order, visit)] = [
        (order, visit) for order, visit in visits_in("reassigned") if visit["late_work"]
    ]

    assert visit["moved_to"]["name"] == "Patrícia Moura"
    assert visit["answers"]
    assert visit["evidence"]
    assert order["visits"][-1]["answers"] == {}


def test_the_window_of_the_office_stands_and_the_wish_is_kept():
    order = next(o for o in orders() if o["customer"]["name"] == "Padaria Pão da Vila")
    issue = next(each for each in issues() if each["reason"] == "concurrent_change")

    assert order["id"] == issue["work_order_id"]
    assert order["visits"][0]["window"]["start_at"] == "2026-11-24T17:00:00.000Z"
    assert order["change_requests"][0]["wanted"] == "Amanhã, das 8h às 10h"

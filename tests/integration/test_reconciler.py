"""What a crash left half done is mended or named, each kind."""

from datetime import timedelta

import builders
import pytest
from sqlalchemy import delete, update

from fieldapp import clock, database
from fieldapp.models import Blob, Evidence, WorkOrder
from fieldapp.sync import reconciler, settling

pytestmark = pytest.mark.both_databases
PHOTO = b"\xff\xd8\xff\xe0 a photo"


@pytest.fixture
def store(app):
    return app.extensions["evidence_store"]


@pytest.fixture
def look(store, tmp_path):
    """Run the reconciler; return what it found as kind → is it mended."""

    def run():
        report = reconciler.run(store, tmp_path)
        assert reconciler.last(tmp_path) == report
        return {each.kind: each.is_mended for each in report.findings}

    return run


@pytest.fixture
def photographed(company):
    """Announce one photo; return its phone, order and digest."""
    order = company.order(company.marcos)
    phone = company.phone(company.marcos)
    phone.sync()
    digest = phone.keep(PHOTO)
    visit_id = order["visits"][0]["id"]
    phone.write("attach_evidence", builders.photo(visit_id, digest), order["id"])
    phone.sync()
    return phone, order["id"], digest


def change(statement):
    with database.writing() as connection:
        connection.execute(statement)


def test_whole_work_gives_no_finding(photographed, look):
    phone, *_ = photographed
    phone.upload_all()

    assert look() == {}


def test_a_file_without_its_row_gets_it(photographed, look):
    phone, _, digest = photographed
    phone.upload_all()
    change(delete(Blob).where(Blob.sha256 == digest))

    assert look() == {"file_without_row": True}
    assert phone.missing() == []
    assert look() == {}


def test_a_file_that_nobody_announced_is_put_aside(store, look, tmp_path):
    file = tmp_path / "file"
    file.write_bytes(b"stray")
    store.put("ab" * 32, file)

    assert look() == {"file_unannounced": True}
    assert list(store.files()) == []
    assert look() == {}


def test_a_row_without_its_file_makes_the_server_ask_again(photographed, store, look):
    phone, _, digest = photographed
    phone.upload_all()
    store.set_aside(digest)

    assert look() == {"row_without_file": False}
    assert [each["sha256"] for each in phone.missing()] == [digest]
    phone.upload_all()
    assert look() == {}


def test_an_order_that_nobody_looked_at_after_its_last_file_is_settled(
    photographed, look, monkeypatch
):
    phone, order_id, _ = photographed
    phone.upload_all()
    change(update(WorkOrder).where(WorkOrder.id == order_id).values(phase="completing"))
    looked = []
    monkeypatch.setattr(settling, "settle", looked.append)

    look()

    assert looked == [{order_id}]


def test_a_document_behind_its_ledger_is_named(photographed, look):
    _, order_id, _ = photographed
    change(update(WorkOrder).where(WorkOrder.id == order_id).values(rev=1))

    assert look() == {"operation_without_effect": False}


def test_a_photo_announced_a_day_ago_and_not_here_is_named(photographed, look):
    yesterday = clock.now() - timedelta(hours=25)
    change(update(Evidence).values(announced_at=yesterday))

    assert look() == {"delivery_overdue": False}

"""Every photo of an order: in small, large, two beside each other, all in one ZIP."""

import csv
import hashlib
import io
import zipfile

import builders
import pytest
from proofs import picture, proved
from sqlalchemy import select

from fieldapp import clock, database
from fieldapp.models import AccessEntry

pytestmark = pytest.mark.both_databases

HOSTILE = '=HYPERLINK("x") <script>alert(1)</script> ../../etc/passwd'


@pytest.fixture
def order(company, app):
    order = proved(company)
    app.extensions["jobs"].sweep()
    return order


def photos_of(order):
    return f"/office/work_orders/{order['id']}/photos"


def attach(company, order, content, **facts):
    """Attach one more photo; it is sent, too."""
    phone = company.phone(company.marcos)
    phone.sync()
    photo = builders.photo(order["visits"][-1]["id"], phone.keep(content), **facts)
    phone.write("attach_evidence", photo, order["id"])
    phone.sync()
    phone.upload_all()


def test_the_order_page_leads_to_each_photo_and_to_all(office, order):
    page = office.get(f"/office/work_orders/{order['id']}").text

    assert f'href="{photos_of(order)}"' in page
    assert f'href="{photos_of(order)}/1-1"' in page


def test_the_gallery_shows_every_photo_of_every_visit(office, order):
    page = office.get(photos_of(order)).text

    assert page.count("/thumbnail") == 2
    assert "Porta 1" in page
    assert "2 de 2 aqui" in page


def test_one_photo_comes_with_both_clocks_author_place_and_digest(
    company, office, order
):
    place = {
        "latitude": "-18.918600",
        "longitude": "-48.241200",
        "accuracy_m": 8,
        "taken_at": clock.now_text(),
    }
    attach(company, order, picture(7), position=place, caption="Porta 3")

    page = office.get(f"{photos_of(order)}/1-3").text

    digest = hashlib.sha256(picture(7)).hexdigest()
    for said in ("Porta 3", "No aparelho", "No servidor", "Marcos Sales", digest):
        assert said in page
    assert "-18.918600, -48.241200" in page
    assert "3 de 3" in page
    assert f'href="{photos_of(order)}/1-2"' in page
    assert f'src="/office/evidence/{digest}"' in page


def test_removing_a_photo_leaves_the_addresses_of_the_others(company, office, order):
    first = order["visits"][0]["evidence"][0]
    visit = {"visit_id": order["visits"][0]["id"], "sha256": first["sha256"]}
    company.act("remove_evidence", order["id"], visit, company.marcos)

    assert office.get(f"{photos_of(order)}/1-1").status_code == 404
    assert "Porta 2" in office.get(f"{photos_of(order)}/1-2").text


def test_two_photos_stand_beside_each_other(office, order):
    page = office.get(f"{photos_of(order)}/compare?one=1-1&two=1-2").text

    for photo in order["visits"][0]["evidence"]:
        assert f'src="/office/evidence/{photo["sha256"]}"' in page
    assert office.get(f"{photos_of(order)}/compare?one=x&two=9-9").status_code == 200


def test_before_and_after_are_offered_together(company, office, order):
    attach(company, order, picture(1), item_id="cto_before", caption="CTO suja")
    attach(company, order, picture(2), item_id="cto_after", caption="CTO limpa")

    gallery = office.get(photos_of(order)).text
    large = office.get(f"{photos_of(order)}/1-4").text

    together = f"{photos_of(order)}/compare?one=1-3&amp;two=1-4"
    assert f'<a href="{together}">CTO suja · CTO limpa</a>' in gallery
    assert together in large


def test_the_zip_holds_the_originals_and_their_digests(company, office, order):
    attach(company, order, picture(9), caption=HOSTILE)

    answer = office.get(f"{photos_of(order)}/zip")
    archive = zipfile.ZipFile(io.BytesIO(answer.data))

    assert f"os-{order['number']}-fotos.zip" in answer.headers["Content-Disposition"]
    assert archive.testzip() is None
    assert archive.read("01-porta-1.jpg") == picture(60)
    assert archive.read("02-porta-2.jpg") == picture(200)
    third = archive.namelist()[2]
    assert third == "03-hyperlink-x-script-alert-1-script-etc-passwd.jpg"
    sums = dict(
        reversed(line.split("  "))
        for line in archive.read("SHA256SUMS").decode().splitlines()
    )
    for name, digest in sums.items():
        assert hashlib.sha256(archive.read(name)).hexdigest() == digest
    table = archive.read("fotos.csv").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(table), delimiter=";"))
    assert [row[0] for row in rows[1:]] == list(sums)
    assert rows[3][1] == f"'{HOSTILE}"


def test_equal_and_empty_captions_still_make_different_names(company, office, order):
    for shade in (1, 2):
        attach(company, order, picture(shade), caption="Porta 1")
    attach(company, order, picture(3), caption="\u202e🙂")

    names = zipfile.ZipFile(
        io.BytesIO(office.get(f"{photos_of(order)}/zip").data)
    ).namelist()

    assert len(names) == len(set(names))
    assert {"03-porta-1.jpg", "04-porta-1.jpg", "05.jpg"} <= set(names)


def test_what_is_still_on_the_phone_is_said_and_not_in_the_zip(company, office, order):
    phone = company.phone(company.marcos)
    phone.sync()
    photo = builders.photo(order["visits"][0]["id"], phone.keep(picture(5)))
    phone.write("attach_evidence", photo, order["id"])
    phone.sync()

    assert "ainda no aparelho" in office.get(f"{photos_of(order)}/1-3").text
    archive = zipfile.ZipFile(io.BytesIO(office.get(f"{photos_of(order)}/zip").data))
    assert len(archive.namelist()) == 4


def test_a_file_that_the_disk_lost_does_not_cut_the_zip(app, office, order):
    store = app.extensions["evidence_store"]
    store.set_aside(order["visits"][0]["evidence"][0]["sha256"])

    archive = zipfile.ZipFile(io.BytesIO(office.get(f"{photos_of(order)}/zip").data))

    assert archive.namelist() == ["01-porta-2.jpg", "SHA256SUMS", "fotos.csv"]


def test_an_order_without_photos_says_so(company, office):
    order = company.order(company.marcos)

    assert "Nada foi fotografado" in office.get(photos_of(order)).text
    assert office.get(f"{photos_of(order)}/zip").status_code == 404


def test_openings_are_in_the_access_log(office, order):
    office.get(photos_of(order))
    office.get(f"{photos_of(order)}/zip")

    with database.reading() as connection:
        kinds = list(connection.execute(select(AccessEntry.kind)).scalars())
    assert sorted(kinds) == ["order", "photo"]


@pytest.mark.parametrize("key", ["0-1", "1-0", "2-1", "x", "1-1-1", "%00", "1-1 "])
def test_a_photo_that_does_not_exist_is_not_found(office, order, key):
    assert office.get(f"{photos_of(order)}/{key}").status_code == 404


def test_words_of_a_photo_are_shown_and_never_run(company, office, order):
    attach(company, order, picture(9), caption=HOSTILE)

    for address in ("", "/1-3", "/compare?one=1-3&two=1-1"):
        page = office.get(photos_of(order) + address).text
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert" in page

"""Photos and signatures on the order page: counted as they arrive, asked cheaply."""

import hashlib
import io
import json
import re
from decimal import Decimal

import builders
import pytest
from company import ORIGIN
from PIL import Image

from fieldapp import clock

LIST = "/office/work_orders"
POLLS = 'hx-trigger="every 15s"'
DRAWN = json.dumps(
    {"box": [0, 0, 1000, 750], "strokes": [[[10, 10, 0], [500, 400, 80]]]}
).encode()


def picture(shade):
    written = io.BytesIO()
    Image.new("L", (64, 48), shade).save(written, "JPEG")
    return written.getvalue()


@pytest.fixture
def phone(company, order):
    """Return a phone that announced two photos and has sent neither."""
    phone = company.phone(company.marcos)
    phone.sync()
    for shade in (0, 200):
        photo = builders.photo(visit_of(order), phone.keep(picture(shade)))
        phone.write("attach_evidence", photo, order["id"])
    phone.sync()
    return phone


def visit_of(order):
    return order["visits"][-1]["id"]


def page_of(office, order):
    return office.get(f"{LIST}/{order['id']}").text


def section(html):
    return html[
        html.index('id="proof"') : html.index("</section>", html.index('id="proof"'))
    ]


def asked_again(office, html):
    """Ask what the page's own poll asks."""
    address = re.search(r'hx-get="([^"]+)"', section(html))[1]
    return office.get(address.replace("&amp;", "&"))


def sign(phone, order):
    """Announce a signature over nothing in particular; its drawing stays behind."""
    digest, manifest = phone.keep(DRAWN), phone.keep(b"{}")
    signed = builders.absence(
        visit_of(order),
        manifest,
        outcome="signed",
        signature_sha256=digest,
        signer_name="Wesley Prado",
        reason=None,
    )
    phone.write("start_work", {"visit_id": visit_of(order)}, order["id"])
    phone.write("sign_off", signed, order["id"])
    phone.sync()
    return digest


def test_what_is_announced_is_counted_with_what_is_here(office, order, phone):
    assert "0 de 2 aqui" in page_of(office, order)

    phone.upload(next(iter(phone.blobs)))

    assert "1 de 2 aqui" in page_of(office, order)


@pytest.mark.parametrize(
    ("fix", "is_far"), [((150, 10), False), ((900, 10), True), ((900, 800), False)]
)
def test_a_photo_taken_elsewhere_says_how_far(office, order, phone, fix, is_far):
    """Beyond the check-in circle and beyond what the fix may be off."""
    site, (north, accuracy_m) = order["site"], fix
    away = Decimal(north) / Decimal(111_195)  # metres of a degree of latitude
    place = {
        "latitude": str(Decimal(site["latitude"]) + round(away, 6)),
        "longitude": site["longitude"],
        "accuracy_m": accuracy_m,
        "taken_at": clock.now_text(),
    }
    photo = builders.photo(visit_of(order), phone.keep(picture(90)))
    phone.write("attach_evidence", photo | {"position": place}, order["id"])
    phone.sync()

    for page in (page_of(office, order), office.get(LIST).text):
        assert ("1 foto tirada em outro lugar" in page) == is_far
    assert ("do endereço" in office.get(f"{LIST}/{order['id']}/photos").text) == is_far


def test_a_signature_that_is_still_on_the_phone_is_missing_too(office, order, phone):
    digest = sign(phone, order)
    for photo in list(phone.blobs)[:2]:
        phone.upload(photo)
    before = page_of(office, order)

    phone.upload(digest)
    after = asked_again(office, before).text

    assert "2 de 3 aqui" in before
    assert "o desenho ainda está no aparelho" in before
    assert "3 de 3 aqui" in after
    assert 'class="proof__signature"' in after


def test_an_unchanged_proof_is_not_sent_again(office, order, phone):
    page = page_of(office, order)

    answer = asked_again(office, page)

    assert (answer.status_code, answer.data) == (204, b"")


def test_what_changed_comes_as_the_section_alone(office, order, phone):
    page = page_of(office, order)
    phone.upload(next(iter(phone.blobs)))

    answer = asked_again(office, page)

    assert answer.status_code == 200
    assert answer.text.lstrip().startswith("<section")
    assert "<html" not in answer.text
    assert asked_again(office, answer.text).status_code == 204


def test_nobody_asks_again_once_all_is_here_and_drawn(app, office, order, phone):
    assert POLLS in page_of(office, order)

    phone.upload_all()
    app.extensions["jobs"].sweep()

    assert POLLS not in page_of(office, order)


def test_while_she_works_the_page_asks_for_what_may_come(company, office, order):
    phone = company.phone(company.marcos)
    phone.sync()
    visit = {"visit_id": visit_of(order)}
    phone.write("start_work", visit, order["id"])
    phone.sync()

    assert POLLS in page_of(office, order)


def test_the_proof_is_the_offices_alone(company, order):
    technician = company.browser(company.marcos)

    assert technician.get(f"{LIST}/{order['id']}/proof").status_code == 403


def test_a_photo_sent_without_a_worker_gets_its_small_picture(
    app, company, office, order
):
    content = picture(90)
    form = {"photo": (io.BytesIO(content), "p.jpg", "image/jpeg")}
    company.browser(company.marcos).post(
        f"/visits/{visit_of(order)}/evidence", data=form, headers=ORIGIN
    )

    work(app.extensions["jobs"].huey)

    digest = hashlib.sha256(content).hexdigest()
    assert office.get(f"/office/evidence/{digest}/thumbnail").status_code == 200


def work(huey):
    """Do the jobs that wait, as the server's thread does."""
    while job := huey.dequeue():
        huey.execute(job)

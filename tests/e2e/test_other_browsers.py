"""The whole visit in Firefox and in WebKit, of which Safari is made."""

import os

import pytest
from database import kept_queue
from other_phone import OtherPhone
from PIL import Image
from waiting import wait_until
from webdriver import Firefox, WebKit

pytestmark = [pytest.mark.long, pytest.mark.timeout(300)]
ORIENTATION, UPRIGHT = 0x0112, 6


@pytest.fixture(params=[Firefox, WebKit], ids=["firefox", "webkit"])
def phone(request, tmp_path, network):
    browser = request.param(tmp_path / "browser").start()
    yield OtherPhone(browser, f"http://127.0.0.1:{network.port}")
    browser.stop()


def test_a_visit_without_signal_reaches_the_office_once(
    phone, office, network, tmp_path
):
    phone.sign_in().get_ready()
    number, visit_id = phone.number_to_do()
    visit = f"/visits/{visit_id}"
    before = len(office.sign_in().open_order(number).timeline())

    network.down()
    phone.goto(visit)
    phone.take("travel").sees("Cheguei no local")
    phone.take("arrive").sees("Iniciar")
    phone.take("start").sees("Próximo item")
    answered = phone.goto(f"{visit}/checklist").answer_all()
    assert len(answered) >= 5

    phone.goto(f"{visit}/evidence")
    count = 0
    while count < 2 or phone.wants_photo():
        count += 1
        phone.pick(photo_of_a_phone(tmp_path / f"{count}.jpg"))
    assert phone.kept_photos() == [("image/jpeg", [1200, 1600])] * count

    phone.goto(f"{visit}/sign_off").draw().confirm()
    wait_until(lambda: phone.path() == visit, 20, "not signed")
    phone.take("finish").sees("Concluída")
    assert phone.waiting_count() >= len(answered) + count + 5

    network.restore()
    phone.goto("/outbox").tap("Enviar agora")
    wait_until(lambda: phone.waiting_count() == 0, 60, "work still on the phone")
    wait_until(phone.is_all_received, 60, "a photo still on the phone")
    row = next(row for row in kept_queue(phone) if row["number"] == number)
    assert row["completed_at"]

    told = office.open_order(number).sees("Assinada por").timeline()[before:]
    acts = [entry.split(",")[0] for entry in told]
    for act in ("A caminho", "Chegou", "Execução iniciada", "Ordem concluída"):
        assert acts.count(act) == 1, acts
    assert f"{len(answered)} itens respondidos" in acts
    assert office.page.locator("svg.proof__signature").count() == 1


def photo_of_a_phone(path):
    """Write a picture that lies on its side and says so, like no other."""
    picture = Image.frombytes("RGB", (8, 6), os.urandom(144)).resize((2400, 1800))
    exif = Image.Exif()
    exif[ORIENTATION] = UPRIGHT
    picture.save(path, exif=exif)
    return path

"""A visit ends without signal: signed, photographed or given up, and arrives whole."""

import json
import re

import pytest
from completion import working
from database import documents, kept_queue, read, waiting
from pictures import a_photo, a_png
from waiting import wait_until

NOT_A_PHOTO = {"name": "a.jpg", "mimeType": "image/jpeg", "buffer": b"<svg/>" * 9}
EMPTY = {"name": "b.jpg", "mimeType": "image/jpeg", "buffer": b""}
CUT = {"name": "c.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8\xff\xe0" * 99}
TAP_AGAIN = "() => document.querySelector('button[data-upload]')?.click()"
"""A tap that finds nothing is well: the phone tried again by itself just before."""
MARK_TILES = """() => {
  for (const tile of document.querySelectorAll("figure.shot")) tile.isMarked = true
}"""
MARKED_TILES = """() => [...document.querySelectorAll("figure.shot")]
  .filter((tile) => tile.isMarked).length"""
NO_ROOM_FOR_BYTES = """() => {
  const put = IDBObjectStore.prototype.put
  IDBObjectStore.prototype.put = function (value, ...key) {
    if (!(value instanceof ArrayBuffer)) return put.call(this, value, ...key)
    throw new DOMException("no room", "QuotaExceededError")
  }
}"""


def sent_arguments(phone, name):
    """Return the arguments of the last operation of this name in the outbox."""
    operations = [json.loads(entry["bytes"]) for entry in waiting(phone.page)]
    return [o["arguments"] for o in operations if o["name"] == name][-1]


def test_an_order_is_signed_and_finished_without_signal(marcos, office, network):
    marcos.sign_in().get_ready()
    network.down()
    number, visit = working(marcos)
    marcos.open_checklist().answer_all()
    visit.open_photos().pick_required(a_photo)
    assert visit.photos() >= 2

    visit.open_sign_off().sign_name().type_tax_number("111 444 77735").confirm()
    visit.is_back_on_order()
    signed = sent_arguments(marcos, "sign_off")
    assert signed["outcome"] == "signed"
    assert signed["signer_document"] == "11144477735"
    held = {upload["sha256"]: upload["size_bytes"] for upload in visit.uploads()}
    assert held[signed["signature_sha256"]] <= 6144
    assert signed["manifest_sha256"] in held

    marcos.take("finish").sees("Concluída")
    network.restore()
    marcos.open_outbox()
    wait_until(lambda: marcos.waiting_count() == 0, 60, "work still on the phone")
    wait_until(visit.is_all_received, 30, "signature still on the phone")

    office.sign_in().open_order(number).sees("Assinada por")
    assert marcos.problems == []


def test_both_sign_where_the_template_asks_for_the_technician_too(
    marcos, office, network
):
    marcos.sign_in().get_ready()
    network.down()
    kinds = {row["number"]: row["service_type"] for row in kept_queue(marcos.page)}
    shown = marcos.open_queue().numbers()
    pick_up = next(number for number in shown if kinds[number] == "pick_up")
    number, visit = working(marcos, pick_up)

    visit.open_sign_off().sign_name().confirm()
    marcos.sees("Esta ordem pede também a sua assinatura")
    visit.sign_name("technician_strokes").confirm().is_back_on_order()

    own = sent_arguments(marcos, "attach_evidence")
    assert own["item_id"] == "technician_signature"
    assert own["sha256"] in {upload["sha256"] for upload in visit.uploads()}
    network.restore()
    marcos.open_outbox()
    wait_until(lambda: marcos.waiting_count() == 0, 60, "work still on the phone")
    wait_until(visit.is_all_received, 30, "a signature still on the phone")
    office.sign_in().open_order(number).sees("Assinada por")
    assert office.page.locator("svg.proof__signature").count() == 2
    reasons = {issue["reason"] for issue in documents(marcos.page, "issue")}
    assert "manifest_mismatch" not in reasons
    assert marcos.problems == []


def test_turning_the_phone_keeps_what_was_drawn(marcos):
    """Rotation, the keyboard and a bar that hides clear a canvas; vectors stay."""
    marcos.sign_in().get_ready()
    _, visit = working(marcos)
    visit.open_sign_off().sign_name()
    count, text = visit.strokes()
    assert count == 2

    for width, height in ((844, 390), (390, 500), (390, 844)):
        marcos.page.set_viewport_size({"width": width, "height": height})
        marcos.page.mouse.wheel(0, 200)
        assert visit.strokes() == (count, text)

    marcos.page.get_by_role("button", name="Limpar assinatura").click()
    assert visit.strokes() == (0, "")
    marcos.page.get_by_role("button", name="Desfazer último traço").click()
    assert visit.strokes() == (count, text)


def test_a_killed_page_comes_back_with_the_signature(marcos, network):
    marcos.sign_in().get_ready()
    network.down()
    _, visit = working(marcos)
    visit.open_sign_off().type_tax_number("111.444").sign_name()
    text = visit.strokes()[1]
    wait_until(lambda: visit.draft().get("strokes") == text, message="no draft")

    marcos.page.goto("about:blank")
    visit.open_sign_off()

    assert visit.strokes() == (2, text)
    assert marcos.page.get_by_label("CPF ou CNPJ").input_value() == "111.444"


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("11144477736", "CPF não confere. Veja os números no documento"),
        ("1114447773", "Falta 1 número no CPF"),
        ("12ABC34501DE36", "CNPJ não confere. Veja no documento"),
    ],
)
def test_a_wrong_number_says_so_and_keeps_the_signature(marcos, typed, words):
    marcos.sign_in().get_ready()
    _, visit = working(marcos)
    visit.open_sign_off().sign_name().type_tax_number(typed).confirm()

    marcos.sees(words)
    assert visit.strokes()[0] == 2
    visit.type_tax_number("12.abc.345/01de-35").confirm().is_back_on_order()


def test_nobody_signs_and_the_reason_is_kept(marcos, network):
    marcos.sign_in().get_ready()
    network.down()
    _, visit = working(marcos)
    visit.open_sign_off()
    marcos.page.get_by_role("link", name="Não assinou").click()
    visit.choose("Recusou assinar")
    marcos.page.get_by_role("button", name="Registrar").click()
    marcos.sees("Digite o nome da pessoa").sees("Diga o motivo em poucas palavras")

    marcos.page.get_by_label("O que aconteceu").fill("Quer falar com o síndico")
    marcos.page.get_by_label("Nome de quem estava no local").fill("Ivone Kamimura")
    marcos.page.get_by_role("button", name="Registrar").click()

    visit.is_back_on_order()
    refused = sent_arguments(marcos, "sign_off")
    assert refused["outcome"] == "refused"
    assert refused["signature_sha256"] is None
    assert refused["reason"] == "Quer falar com o síndico"


def test_a_photo_taken_without_signal_goes_up_with_it(marcos, network):
    marcos.sign_in().get_ready()
    marcos.page.context.grant_permissions(["geolocation", "camera"])
    network.down()
    _, visit = working(marcos)
    visit.open_photos().shoot_next()
    wait_until(lambda: visit.photos() == 1, message="no photo on the page")
    marcos.sees("Guardada no aparelho")
    announced = sent_arguments(marcos, "attach_evidence")
    assert announced["media_type"] == "image/jpeg"
    picture = marcos.page.locator("figure.shot img")
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)")
    keys = read(marcos.page, "blobs", "getAllKeys")
    assert f"{announced['sha256']} small" in keys

    network.restore()
    marcos.open_outbox()
    wait_until(visit.is_all_received, 60, "photo still on the phone")
    visit.open_photos()
    marcos.sees("Recebida")


def break_upload(route):
    """Cut the line under every piece of a photo, and under nothing else."""
    return route.abort() if route.request.method == "PATCH" else route.continue_()


def test_a_photo_that_failed_says_so_and_goes_again(marcos):
    marcos.sign_in().get_ready()
    _, visit = working(marcos)
    visit.open_photos()
    pieces = re.compile("/sync/evidence/[0-9a-f]{64}$")
    marcos.page.context.route(pieces, break_upload)
    visit.pick(a_photo(1))
    marcos.sees("Falhou: reenviar", 30)

    marcos.page.context.unroute(pieces, break_upload)
    marcos.page.evaluate(TAP_AGAIN)
    marcos.sees("Recebida", 30)
    assert marcos.problems == []


def test_a_blocked_camera_says_what_to_do_and_the_gallery_works(marcos, network):
    marcos.sign_in().get_ready()
    network.down()
    _, visit = working(marcos)
    visit.open_photos()
    marcos.page.locator("footer [data-shoot]").click()

    marcos.sees("A câmera está bloqueada. Libere em Ajustes do site")
    visit.pick({"name": "x.png", "mimeType": "image/png", "buffer": a_png(40, 30)})
    wait_until(lambda: visit.photos() == 1, message="no photo on the page")
    assert sent_arguments(marcos, "attach_evidence")["media_type"] == "image/jpeg"


def test_what_is_no_photo_is_refused_with_words(marcos):
    marcos.sign_in().get_ready()
    _, visit = working(marcos)
    visit.open_photos()
    bomb = {"name": "d.png", "mimeType": "image/png", "buffer": a_png(13_000, 13_000)}
    for file, words in (
        (NOT_A_PHOTO, "Este arquivo não é uma foto"),
        (EMPTY, "Este arquivo está vazio"),
        (CUT, "Esta foto está incompleta"),
        (bomb, "Esta imagem tem mais de 40 megapixels"),
    ):
        visit.pick(file)
        marcos.sees(words)
    assert visit.photos() == 0
    assert visit.uploads() == []


def test_an_absent_customer_is_proved_with_the_door(marcos, office, network):
    marcos.sign_in().get_ready()
    marcos.page.context.grant_permissions(["geolocation", "camera"])
    network.down()
    number, visit = working(marcos)
    visit.open_cannot_complete().choose("Cliente ausente")
    marcos.page.get_by_role("button", name="Foto da fachada").click()
    marcos.page.get_by_role("button", name="Tirar foto").click()
    marcos.page.get_by_role("button", name="Fechar câmera").click()
    marcos.sees("1 foto tirada")
    for count in ("1 tentativa de contato", "2 tentativas de contato"):
        marcos.page.locator("footer").get_by_text("Liguei, sem resposta").click()
        marcos.sees(count)
    marcos.sees("Espere até")

    marcos.page.get_by_role("button", name="Registrar sem a prova que falta").click()
    visit.is_back_on_order()
    report = sent_arguments(marcos, "report_cannot_complete")
    assert report["reason_code"] == "customer_absent"
    assert len(report["evidence"]) == 1

    network.restore()
    marcos.open_outbox()
    wait_until(lambda: marcos.waiting_count() == 0, 60, "work still on the phone")
    office.sign_in().open_order(number).sees("Cliente ausente")


def test_a_full_phone_refuses_the_photo_and_still_keeps_words(marcos, network):
    marcos.sign_in().get_ready()
    network.down()
    _, visit = working(marcos)
    visit.open_photos()
    marcos.page.context.service_workers[0].evaluate(NO_ROOM_FOR_BYTES)

    visit.pick({"name": "x.png", "mimeType": "image/png", "buffer": a_png(40, 30)})
    marcos.sees("Não há espaço para a foto neste aparelho")
    assert visit.uploads() == []
    before = marcos.waiting_count()
    marcos.page.goto(f"{visit.visit}")
    checklist = marcos.open_checklist()
    checklist.answer(checklist.next_item())
    assert marcos.waiting_count() == before + 1


def test_a_page_killed_by_the_camera_app_comes_back_at_its_slot(marcos):
    """Android ends the page while the camera app is open; the marker was first."""
    marcos.sign_in().get_ready()
    _, visit = working(marcos)
    visit.open_photos()
    with marcos.page.expect_file_chooser():
        marcos.page.locator("footer label").click()
    marcos.page.reload()

    marcos.sees("A câmera fechou esta página antes de a foto voltar")
    visit.pick({"name": "x.png", "mimeType": "image/png", "buffer": a_png(40, 30)})
    wait_until(lambda: visit.photos() == 1, message="no photo on the page")


def test_twenty_photos_in_a_row_are_kept_one_by_one(marcos, network):
    marcos.sign_in().get_ready()
    network.down()
    _, visit = working(marcos)
    visit.open_photos()
    files = [
        {"name": f"{n}.png", "mimeType": "image/png", "buffer": a_png(40 + n, 30)}
        for n in range(20)
    ]
    visit.pick(files)
    wait_until(lambda: visit.photos() == 20, 60, "not all photos are there")
    assert len(visit.uploads()) == 20


def test_a_new_photo_leaves_the_others_in_place(marcos, network):
    """Fifty tiles made anew at each photo would need the memory of 2,500."""
    marcos.sign_in().get_ready()
    network.down()
    _, visit = working(marcos)
    visit.open_photos()
    for count in (1, 2, 3):
        marcos.page.evaluate(MARK_TILES)
        visit.pick(a_photo(count))
        wait_until(lambda wanted=count: visit.photos() == wanted, message="no photo")

    assert marcos.page.evaluate(MARKED_TILES) == 2

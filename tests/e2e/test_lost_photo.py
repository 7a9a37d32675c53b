"""A phone that lost the bytes of a photo says so, to her and to the office."""

import pytest
from completion import Completion
from pictures import a_photo
from waiting import wait_until

EMPTY_ITS_FILES = """() => new Promise((resolve, reject) => {
  indexedDB.databases().then((all) => {
    const { name } = all.find(({ name }) => /^fieldapp-(?!device)/.test(name))
    const opening = indexedDB.open(name)
    opening.onerror = reject
    opening.onsuccess = () => {
      const database = opening.result
      const erasing = database.transaction("blobs", "readwrite")
      erasing.objectStore("blobs").clear()
      erasing.onerror = reject
      erasing.oncomplete = () => {
        database.close()
        resolve()
      }
    }
  })
})"""
TOLD = "Falta uma foto ou assinatura"


@pytest.fixture
def visit(marcos, network):
    """Take a photo without signal, and let the phone lose its bytes."""
    marcos.sign_in().get_ready()
    marcos.page.context.grant_permissions(["camera"])
    network.down()
    number = marcos.number_to_do()
    marcos.open_order(number)
    for step, next_words in (
        ("travel", "Cheguei no local"),
        ("arrive", "Iniciar"),
        ("start", "Próximo item"),
    ):
        marcos.take(step).sees(next_words)
    visit = Completion(marcos, number).open_photos().pick(a_photo(1))
    wait_until(lambda: visit.photos() == 1, message="no photo on the page")
    marcos.page.evaluate(EMPTY_ITS_FILES)
    network.restore()
    return visit


def test_a_lost_photo_is_named_and_done_with_once_it_is_taken_again(
    marcos, office, visit
):
    marcos.open_outbox().sync_behind_the_page()
    wait_until(lambda: is_told_lost(marcos), 60, "Envios does not name the photo")
    office.sign_in()
    wait_until(lambda: TOLD in inbox(office), 30, "the office does not hear of it")

    visit.open_photos()
    marcos.sees("Perdida no aparelho")
    retake(marcos)
    marcos.sync_behind_the_page()

    wait_until(lambda: len(received(visit)) == 1, 60, "the new photo did not arrive")
    wait_until(lambda: TOLD not in inbox(office), 30, "the office still waits for it")
    marcos.open_outbox()
    wait_until(lambda: not is_told_lost(marcos), 30, "Envios still names the photo")


def is_told_lost(phone):
    return "Tire de novo" in phone.page.locator("main").inner_text()


def inbox(office):
    office.page.goto("/office/issues")
    return office.page.locator("main").inner_text()


def retake(phone):
    """Take the photo again by its own button."""
    phone.page.get_by_label("Opções da foto").first.click()
    phone.page.get_by_role("button", name="Refazer").first.click()
    phone.page.locator("dialog.camera[open]").wait_for()
    phone.page.get_by_role("button", name="Tirar foto").click()


def received(visit):
    return [upload for upload in visit.uploads() if upload["received_at"]]

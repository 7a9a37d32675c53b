"""The browser threw a photo's bytes away before they were sent."""

from completion import Completion
from pictures import a_photo
from technician import shown
from waiting import wait_until

THROW_AWAY = """async () => {
  const done = (request) => new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
  for (const { name } of await indexedDB.databases()) {
    if (!name.startsWith("fieldapp-") || name === "fieldapp-device") continue
    const database = await done(indexedDB.open(name))
    await done(database.transaction("blobs", "readwrite").objectStore("blobs").clear())
    database.close()
  }
}"""


def test_a_photo_that_is_gone_is_named_to_her_and_to_the_office(
    marcos, network, office
):
    number = marcos.sign_in().get_ready().number_to_do()
    visit = Completion(marcos, number)
    network.down()
    visit.open_photos().pick(a_photo(1))
    wait_until(lambda: visit.photos() == 1, message="no photo on the page")
    marcos.page.evaluate(THROW_AWAY)

    network.restore()
    marcos.send_now()
    marcos.sees("Não está mais neste aparelho", 40)
    marcos.sees(f"OS {shown(number)}, a foto “")
    office.sign_in().open_order(number).sees("Falta uma foto ou assinatura", 30)

    marcos.page.get_by_role("link", name="Ver as fotos").click()
    marcos.sees("Perdida no aparelho: refaça")
    marcos.page.locator(".shot__menu summary").click()
    marcos.page.get_by_role("button", name="Remover foto").click()
    wait_until(lambda: visit.photos() == 0, message="the photo is still there")
    marcos.open_outbox().sees("Espaço")
    assert "Não está mais neste aparelho" not in marcos.page.inner_text("main")

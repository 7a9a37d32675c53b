"""What goes wrong inside the phone itself: its storage, its camera, its patience."""

import pytest
from completion import Completion
from waiting import wait_until

NEXT_WORDS = [
    ("travel", "Cheguei no local"),
    ("arrive", "Iniciar"),
    ("start", "Próximo"),
]
CLOSE_UNDER_THE_NEXT_WRITE = """() => {
  const begin = IDBDatabase.prototype.transaction
  self.closed = 0
  IDBDatabase.prototype.transaction = function (stores, mode, ...rest) {
    if (mode === "readwrite" && self.closed === 0) {
      self.closed += 1
      this.close()
    }
    return begin.call(this, stores, mode, ...rest)
  }
}"""
ABORT_THE_NEXT_WRITE = """() => {
  const add = IDBObjectStore.prototype.add
  self.aborted = 0
  IDBObjectStore.prototype.add = function (...all) {
    const request = add.apply(this, all)
    if (self.aborted === 0) this.transaction.abort()
    self.aborted += 1
    return request
  }
}"""
RUN_TIME_FASTER = """times => {
  const { setTimeout: wait, fetch: ask } = self
  const now = performance.now.bind(performance)
  const began = now()
  performance.now = () => began + (now() - began) * times
  self.setTimeout = (act, ms, ...rest) => wait(act, ms / times, ...rest)
  self.asked = []
  self.fetch = (...all) => {
    self.asked.push((performance.now() - began) / 1000)
    return ask(...all)
  }
}"""
UNPLUG = """() => {
  const [track] = document.querySelector("video").srcObject.getVideoTracks()
  track.stop()
  track.dispatchEvent(new Event("ended"))
}"""
BE_HIDDEN = """hidden => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true })
  document.dispatchEvent(new Event("visibilitychange"))
}"""
IS_LIVE = """() => {
  const [track] = document.querySelector("video").srcObject?.getVideoTracks() ?? []
  return track?.readyState === "live" && document.querySelector("video").videoWidth > 0
}"""
NOISE = """async side => {
  const canvas = new OffscreenCanvas(side, side)
  const pen = canvas.getContext("2d")
  const image = pen.createImageData(side, side)
  for (let at = 0; at < image.data.length; at += 65_536)
    crypto.getRandomValues(image.data.subarray(at, at + 65_536))
  pen.putImageData(image, 0, 0)
  const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.9 })
  return [...new Uint8Array(await blob.arrayBuffer())]
}"""
FIFTEEN_MINUTES_S = 900


@pytest.fixture
def ready(marcos):
    return marcos.sign_in().get_ready()


def worker_of(phone):
    """Return the service worker, to break what is under it."""
    return phone.page.context.service_workers[0]


def working(phone):
    """Begin the first order of the queue, or go on with it."""
    number = phone.open_queue().numbers()[0]
    phone.open_order(number)
    for step, words in NEXT_WORDS:
        if phone.offers(step):
            phone.take(step).sees(words)
    return number


def test_a_server_dead_for_fifteen_minutes_gets_everything_once(
    marcos, network, office
):
    """The phone tries with growing rests, alone, and nobody has to ask it to."""
    phone = marcos.sign_in().get_ready()
    number = phone.number_to_do()
    phone.open_order(number)
    network.down()
    worker_of(phone).evaluate(RUN_TIME_FASTER, 90)
    phone.take("travel").sees("Cheguei no local")

    def asked():
        return worker_of(phone).evaluate("self.asked")

    wait_until(lambda: asked()[-1] > FIFTEEN_MINUTES_S, 60, "it gave up")
    tries = [at for at in asked() if at < FIFTEEN_MINUTES_S]
    assert 4 <= len(tries) <= 60
    assert phone.waiting_count() >= 1

    network.restore()
    wait_until(lambda: phone.waiting_count() == 0, 60, "work still on the phone")
    assert office.sign_in().open_order(number).timeline().count("A caminho") == 1


@pytest.mark.parametrize(
    "misfortune", [CLOSE_UNDER_THE_NEXT_WRITE, ABORT_THE_NEXT_WRITE]
)
def test_an_answer_is_kept_when_the_database_closes_under_it(
    ready, network, misfortune
):
    working(ready)
    network.down()
    checklist = ready.open_checklist()
    before = ready.waiting_count()

    worker_of(ready).evaluate(misfortune)
    checklist.answer(checklist.next_item())

    assert worker_of(ready).evaluate("self.closed ?? self.aborted") >= 1
    assert ready.waiting_count() == before + 1
    ready.page.reload()
    assert ready.waiting_count() == before + 1


def test_an_unplugged_camera_says_so_and_opens_again(ready):
    visit = camera_of(ready)
    ready.page.locator("footer [data-shoot]").click()
    wait_until(lambda: ready.page.evaluate(IS_LIVE), message="no picture")

    ready.page.evaluate(UNPLUG)

    ready.sees("A câmera parou")
    before = visit.photos()
    visit.shoot_next()
    wait_until(lambda: visit.photos() == before + 1, message="no photo on the page")


def test_a_camera_back_from_the_background_takes_the_photo(ready):
    visit = camera_of(ready)
    before = visit.photos()
    ready.page.locator("footer [data-shoot]").click()
    wait_until(lambda: ready.page.evaluate(IS_LIVE), message="no picture")

    ready.page.evaluate(BE_HIDDEN, arg=True)
    assert not ready.page.evaluate(IS_LIVE)
    ready.page.evaluate(BE_HIDDEN, arg=False)

    wait_until(lambda: ready.page.evaluate(IS_LIVE), message="the picture stays dark")
    ready.page.get_by_role("button", name="Tirar foto").click()
    wait_until(lambda: visit.photos() == before + 1, message="no photo on the page")


def camera_of(phone):
    phone.page.context.grant_permissions(["geolocation", "camera"])
    return Completion(phone, working(phone)).open_photos()


def test_the_same_photo_in_two_orders_belongs_to_both(ready, network, office):
    photo = bytes(ready.page.evaluate(NOISE, 64))
    network.down()
    numbers = ready.open_queue().numbers()[:2]
    for number in numbers:
        ready.open_order(number)
        visit = Completion(ready, number).open_photos()
        before = visit.photos()
        visit.pick({"name": "p.jpg", "mimeType": "image/jpeg", "buffer": photo})
        wait_until(lambda v=visit, n=before: v.photos() == n + 1, message="no photo")

    network.restore()
    ready.send_now()
    wait_until(lambda: ready.waiting_count() == 0, 60, "work still on the phone")
    wait_until(visit.is_all_received, 60, "photo still on the phone")
    office.sign_in()
    for number in numbers:
        office.open_order(number).sees("1 de 1 aqui")

"""The scanner in the page, from a camera that shows what the test drew."""

import pytest
import qrcode
from accessibility import violations
from database import documents, kept_queue
from devices import PHONE, QUIET
from PIL import Image
from technician import Technician
from waiting import address, wait_until

OVER = {"completed", "cannot_complete", "cancelled", "reassigned"}
WIDTH, HEIGHT = 640, 480
MODULE_PX = 8
BE_HIDDEN = """hidden => {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true })
  document.dispatchEvent(new Event("visibilitychange"))
}"""
IS_LIVE = """() => {
  const [track] = document.querySelector("video")?.srcObject?.getVideoTracks() ?? []
  return track?.readyState === "live" && document.querySelector("video").videoWidth > 0
}"""
UNPLUG = """() => {
  const [track] = document.querySelector("video").srcObject.getVideoTracks()
  track.stop()
  track.dispatchEvent(new Event("ended"))
}"""
FRAMES = 2


def film(path, picture):
    """Write a film of one picture for Chromium's fake camera, in grey (Y4M 4:2:0)."""
    grey = bytes(picture.convert("L").resize((WIDTH, HEIGHT)).tobytes())
    colour = bytes([128]) * (WIDTH * HEIGHT // 2)
    head = f"YUV4MPEG2 W{WIDTH} H{HEIGHT} F30:1 Ip A1:1 C420jpeg\n".encode()
    path.write_bytes(head + (b"FRAME\n" + grey + colour) * FRAMES)


def scene(text):
    """Return what a camera sees: a label in the middle of a grey wall."""
    code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_Q, border=4)
    code.add_data(text)
    label = code.make_image().get_image().convert("L")
    label = label.resize((37 * MODULE_PX, 37 * MODULE_PX), Image.Resampling.NEAREST)
    wall = Image.new("L", (WIDTH, HEIGHT), 120)
    wall.paste(label, ((WIDTH - label.width) // 2, (HEIGHT - label.height) // 2))
    return wall


@pytest.fixture
def filming_phone(playwright, chromium_path, network, tmp_path, console):
    """Return a phone whose camera shows a file, which the test writes before."""
    contexts = []
    show = tmp_path / "camera.y4m"
    film(show, Image.new("L", (WIDTH, HEIGHT), 120))

    def make(*, is_allowed=True):
        answer = ["--use-fake-ui-for-media-stream"] if is_allowed else []
        context = playwright.chromium.launch_persistent_context(
            tmp_path / "profile",
            executable_path=chromium_path,
            args=[
                *QUIET,
                "--use-fake-device-for-media-stream",
                f"--use-file-for-fake-video-capture={show}",
                *answer,
            ],
            base_url=f"http://127.0.0.1:{network.port}",
            **PHONE,
        )
        contexts.append(console.listen(context))
        phone = Technician(context.pages[0])
        phone.sees_through = lambda picture: film(show, picture)
        return phone.sign_in().get_ready()

    yield make
    for context in contexts:
        context.close()


def labelled(phone):
    """Return an open visit and the label of a device that stands there."""
    labels = {
        device["place"].get("work_order_id"): device["label"]
        for device in documents(phone.page, "device")
        if device["label"]
    }
    return next(
        (row, labels[row["work_order_id"]])
        for row in kept_queue(phone.page)
        if row["phase"] not in OVER and row["work_order_id"] in labels
    )


def host(phone):
    return address(phone.page).split("/")[2].upper()


def reader_is_kept(phone):
    """Wait until the phone holds the reader, which comes after everything else."""
    names = """async () => {
      const names = await caches.keys()
      const all = await Promise.all(names.map((name) => caches.open(name)))
      const files = (await Promise.all(all.map((cache) => cache.keys()))).flat()
      return files.filter(({ url }) => url.includes("zxing_reader")).length
    }"""
    wait_until(lambda: phone.page.evaluate(names) == 2, 60, "the reader is not kept")


def open_camera(phone):
    phone.page.goto("/scan")
    button = phone.page.get_by_role("button", name="Ler com a câmera")
    video = phone.page.locator("code-scanner video")
    wait_until(lambda: button.is_visible() or video.is_visible(), 20, "no scanner")
    if button.is_visible():
        button.click()


def test_the_camera_opens_the_device_of_a_label_without_signal(filming_phone, network):
    phone = filming_phone()
    row, label = labelled(phone)
    phone.sees_through(scene(f"HTTP://{host(phone)}/D/{label}"))
    reader_is_kept(phone)
    network.down()

    open_camera(phone)

    link = phone.page.locator(f"main a[href='/visits/{row['visit_id']}']")
    link.wait_for(timeout=30_000)
    phone.sees("desta ordem")
    assert not violations(phone.page)


def test_an_item_takes_the_serial_that_the_camera_reads(filming_phone):
    phone = filming_phone()
    with_serial = {"installation", "pick_up", "relocation", "extra_point"}
    row = next(
        row
        for row in kept_queue(phone.page)
        if row["phase"] not in OVER and row["service_type"] in with_serial
    )
    phone.sees_through(scene("48575443AB12CD34"))
    phone.page.goto(f"/visits/{row['visit_id']}/checklist")
    scanner = phone.page.locator("li[data-item] code-scanner:defined").first
    item_id = scanner.locator("xpath=ancestor::li[@data-item]").get_attribute(
        "data-item"
    )
    item = phone.page.locator(f"li[data-item='{item_id}']")

    if item.locator("details:not([open])").count():
        item.locator("summary").click()
    scanner.locator("[data-open]").click()

    wait_until(lambda: item.get_attribute("data-wanting") is None, 30, "not answered")
    assert "48575443AB12CD34" in item.inner_html()


def test_a_foreign_code_is_shown_and_not_opened(filming_phone):
    phone = filming_phone()
    phone.sees_through(scene("https://evil.example/D/1000001A"))
    asked = []
    phone.page.on("request", lambda request: asked.append(request.url))

    open_camera(phone)

    phone.sees("Esta etiqueta é de outra empresa", 30)
    assert address(phone.page).endswith(("/scan", "/scans"))
    assert not [url for url in asked if "evil" in url]


def test_the_camera_comes_back_from_the_background(filming_phone):
    phone = filming_phone()
    row, label = labelled(phone)
    open_camera(phone)
    wait_until(lambda: phone.page.evaluate(IS_LIVE), 20, "the camera is not live")

    phone.page.evaluate(BE_HIDDEN, True)
    wait_until(lambda: not phone.page.evaluate(IS_LIVE), message="still filming")
    phone.sees_through(scene(f"HTTP://{host(phone)}/D/{label}"))
    phone.page.evaluate(BE_HIDDEN, False)

    link = phone.page.locator(f"main a[href='/visits/{row['visit_id']}']")
    link.wait_for(timeout=30_000)
    assert link.inner_text().startswith("OS ")


def test_a_camera_that_another_app_took_says_so(filming_phone):
    phone = filming_phone()
    open_camera(phone)
    wait_until(lambda: phone.page.evaluate(IS_LIVE), 20, "the camera is not live")

    phone.page.evaluate(UNPLUG)

    phone.sees("Outro app ficou com a câmera")
    assert phone.page.get_by_role("button", name="Ler com a câmera").is_visible()


def test_a_photo_is_read_where_there_is_no_camera(ready_without_camera, tmp_path):
    row, label = labelled(ready_without_camera)
    photo = tmp_path / "label.png"
    scene(f"HTTP://{host(ready_without_camera)}/D/{label}").save(photo)
    page = ready_without_camera.page
    page.goto("/scan")
    page.locator("code-scanner:defined").wait_for()

    page.locator("[data-picture]").set_input_files(photo)

    link = page.locator(f"main a[href='/visits/{row['visit_id']}']")
    link.wait_for(timeout=30_000)
    assert link.inner_text().startswith("OS ")


def test_a_photo_without_a_code_says_what_to_do(ready_without_camera, tmp_path):
    photo = tmp_path / "wall.png"
    Image.new("L", (WIDTH, HEIGHT), 120).save(photo)
    page = ready_without_camera.page
    page.goto("/scan")
    page.locator("code-scanner:defined").wait_for()

    page.locator("[data-picture]").set_input_files(photo)

    ready_without_camera.sees("Nenhum código na foto", 30)


def test_a_blocked_camera_says_the_way_out(ready_without_camera):
    page = ready_without_camera.page
    page.goto("/scan")
    page.locator("code-scanner:defined").wait_for()

    page.get_by_role("button", name="Ler com a câmera").click()

    ready_without_camera.sees("ou digite", 20)
    assert page.get_by_label("código da etiqueta").is_visible()
    assert not violations(page)


@pytest.fixture
def ready_without_camera(marcos):
    return marcos.sign_in().get_ready()

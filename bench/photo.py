"""A 12 MP photo until kept, against the bare work; memory for one and for fifty."""

import random
import tempfile
import threading
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil
from database import read
from PIL import Image, ImageDraw
from waiting import wait_until

from bench.answer import ASK_WORKER, TELL_WORKER, begin, longest_checklist
from bench.limit import LimitSite
from bench.machine import browser, company_server, network_to, phone, slow_down
from bench.offline_start import CONTROLLED, captured
from bench.report import median, table

WIDTH, HEIGHT = 4000, 3000
UPRIGHT = 6
"""The EXIF orientation of a phone that is held upright."""
ORIENTATION = 0x0112
MANY = 50
IN_A_ROW = 20
MEGABYTE = 1_000_000
PICKER = "footer input[type=file]"
LIMIT_PAGE = b"""<script>
const worker = new Worker("/limit_photo.js")
worker.onmessage = () => {
  const shot = document.createElement("figure")
  shot.className = "shot"
  shot.textContent = "Guardada no aparelho"
  document.querySelector("[data-tiles]").prepend(shot)
}
addEventListener("change", ({ target }) => {
  for (const file of target.files) worker.postMessage(file)
  target.value = ""
})
</script>"""
LIMIT_WORKER = b"""
const opening = new Promise((resolve) => {
  const request = indexedDB.open("limit", 1)
  request.onupgradeneeded = () => request.result.createObjectStore("blobs")
  request.onsuccess = () => resolve(request.result)
})
let tail = opening
onmessage = ({ data }) => { tail = tail.then(() => keep(data)) }
async function keep(file) {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" })
  const scale = 1600 / Math.max(bitmap.width, bitmap.height)
  const canvas = new OffscreenCanvas(bitmap.width * scale, bitmap.height * scale)
  const pen = canvas.getContext("2d", { alpha: false })
  pen.imageSmoothingQuality = "high"
  pen.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  bitmap.close()
  const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.82 })
  const bytes = await blob.arrayBuffer()
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))
  const strict = { durability: "strict" }
  const transaction = (await opening).transaction("blobs", "readwrite", strict)
  transaction.objectStore("blobs").put(bytes, digest.join())
  await new Promise((resolve) => { transaction.oncomplete = resolve })
  postMessage("kept")
}
"""
WATCH = """() => {
  window.kept = []
  window.placed = []
  const shots = () => document.querySelectorAll("figure.shot").length
  let began = 0
  let before = shots()
  addEventListener("change", ({ timeStamp }) => {
    began = timeStamp
    const painted = () => placed.push(performance.now() - timeStamp)
    requestAnimationFrame(() => setTimeout(painted))
  }, true)
  new MutationObserver(() => {
    const now = shots()
    if (now > before) kept.push(performance.now() - began)
    before = now
  }).observe(document.body, { subtree: true, childList: true })
}"""
SHOTS = "() => document.querySelectorAll('figure.shot').length"


def measure(repeat):
    """Choose photos in both in turn, then fifty at once, with a watch on memory."""
    with (
        tempfile.TemporaryDirectory() as folder,
        company_server() as server,
        network_to(server) as network,
        browser() as opened,
    ):
        camera = Camera(Path(folder))
        marcos = phone(opened, network.port).sign_in().get_ready()
        visit = longest_checklist(marcos.page)
        begin(marcos, visit)
        marcos.page.goto(f"/visits/{visit}/evidence")
        site = limit_site(marcos.page).start()
        limit = limit_page(opened, site)
        network.down()
        print_times(*one_by_one(marcos.page, limit, camera, repeat))
        limit.close()
        print_memory(*with_watch(opened, marcos.page, camera))
        site.stop()


@dataclass
class Camera:
    """Takes pictures like no other, 12 megapixels each, as a phone stores them."""

    folder: Path
    taken: int = 0
    view: Image.Image = field(init=False)

    def __post_init__(self):
        """Prepare a view with the detail of a wall of cables."""
        coarse = Image.effect_noise((WIDTH // 16, HEIGHT // 16), 90)
        fine = Image.effect_noise((WIDTH, HEIGHT), 18)
        coarse = coarse.resize((WIDTH, HEIGHT), Image.Resampling.BICUBIC)
        self.view = Image.merge("RGB", [Image.blend(coarse, fine, 0.3)] * 3)

    def shoot(self):
        """Return the path of a new photo."""
        self.taken += 1
        picture = self.view.copy()
        pen = ImageDraw.Draw(picture)
        corner = random.Random(self.taken)  # noqa: S311 # a picture, no secret
        for _ in range(40):
            x, y = corner.randrange(WIDTH), corner.randrange(HEIGHT)
            pen.rectangle([x, y, x + 400, y + 60], fill=tuple(corner.randbytes(3)))
        exif = Image.Exif()
        exif[ORIENTATION] = UPRIGHT
        path = self.folder / f"{self.taken}.jpg"
        picture.save(path, quality=90, exif=exif)
        return path


def limit_site(page):
    """Return the photo page as constant bytes with nothing but the bare work."""
    site = captured(page, page.url)
    site.page += LIMIT_PAGE
    site.assets["/limit_photo.js"] = ("text/javascript", LIMIT_WORKER)
    return site


def limit_page(opened, site: LimitSite):
    """Return the limit's page, under its worker."""
    page = opened.new_context().new_page()
    page.goto(f"{site.address}/")
    page.evaluate(CONTROLLED)
    page.goto(f"{site.address}/page")
    return page


def one_by_one(page, limit, camera, repeat):
    """Return both lists of milliseconds until the tile says that the photo is kept."""
    ours, theirs = [], []
    for each in (page, limit):
        slow_down(each)
        each.evaluate(WATCH)
        take(each, [camera.shoot()])  # both workers start
        each.evaluate("() => { kept.length = 0; placed.length = 0 }")
    page.evaluate(TELL_WORKER, "count_writes")
    for _ in range(repeat):
        for each, times in ((page, ours), (limit, theirs)):
            take(each, [camera.shoot()])
            times.append(each.evaluate("kept.pop()"))
    kept = sum(upload["size_bytes"] for upload in uploads(page)[1:])
    written = page.evaluate(ASK_WORKER, "written")
    return ours, theirs, page.evaluate("placed"), written / kept


def uploads(page):
    """Return the photos that the phone holds, oldest first."""
    held = read(page, "uploads", "getAll")
    return sorted(held, key=lambda upload: upload["added_at"])


def take(page, paths):
    """Choose photos and wait until each has its tile."""
    before = page.evaluate(SHOTS)
    page.locator(PICKER).set_input_files(paths)
    wait_until(
        lambda: page.evaluate(SHOTS) == before + len(paths),
        10 + 5 * len(paths),
        "not every photo is kept",
    )


def with_watch(opened, page, camera):
    """Return the memory before, and the most during one, twenty and fifty photos."""
    slow_down(page, 1)
    page.reload()
    page.evaluate(WATCH)
    watch = Watch(opened)
    rest = watch.rest()
    peaks = []
    for count in (1, IN_A_ROW, MANY):
        photos = [camera.shoot() for _ in range(count)]
        with watch.watching() as peak:
            take(page, photos)
        peaks.append(peak)
        watch.rest()
    return rest, peaks


@dataclass
class Memory:
    """Proportional memory in MB: of the largest renderer, of the whole browser."""

    renderer: float = 0
    browser: float = 0

    def keep_peak(self, other):
        """Take over what is larger."""
        self.renderer = max(self.renderer, other.renderer)
        self.browser = max(self.browser, other.browser)


class Watch:
    """Reads the memory of the browser's processes (PSS: shared pages are split)."""

    def __init__(self, opened):
        """Ask the browser for its processes."""
        asked = opened.new_browser_cdp_session().send("SystemInfo.getProcessInfo")
        self.renderers, self.others = [], []
        for each in asked["processInfo"]:
            group = self.renderers if each["type"] == "renderer" else self.others
            group.append(psutil.Process(each["id"]))

    def now(self):
        """Return what they hold."""
        renderers = [size_of(process) for process in self.renderers]
        others = sum(size_of(process) for process in self.others)
        return Memory(max(renderers), sum(renderers) + others)

    def rest(self):
        """Return the memory when nothing has changed for a while."""
        seen = [self.now().browser]
        while len(seen) < 4 or max(seen[-4:]) - min(seen[-4:]) > 1:
            time.sleep(0.5)
            seen.append(self.now().browser)
        return self.now()

    @contextmanager
    def watching(self):
        """Note the peak of what happens inside."""
        peak, done = Memory(), threading.Event()

        def look():
            while not done.wait(0.02):
                peak.keep_peak(self.now())

        thread = threading.Thread(target=look)
        thread.start()
        yield peak
        done.set()
        thread.join()


def size_of(process):
    """Return a process's proportional memory in MB, 0 when it has ended."""
    try:
        return process.memory_full_info().pss / MEGABYTE
    except psutil.NoSuchProcess:
        return 0


def print_times(ours, theirs, placed, written):
    """Print what one photo takes."""
    table(
        f"A 12 MP photo, main thread slowed 4 ×, median of {len(ours)}",
        [
            ("limit: the bare work in a worker", median(theirs), None, "ms"),
            ("chosen → the tile says kept", median(ours), None, "ms"),
            ("ratio", median(ours) / median(theirs), 1.5, ""),
            ("chosen → placeholder painted", median(placed), None, "ms"),
            ("written against kept bytes", written, 2.1, ""),
        ],
    )


def print_memory(rest, peaks):
    """Print what photos need at most."""
    rows = [("renderer at rest", rest.renderer, None, "MB")]
    for count, peak in zip((1, IN_A_ROW, MANY), peaks, strict=True):
        rows += [
            (
                f"{count} at once: renderer more",
                peak.renderer - rest.renderer,
                140,
                "MB",
            ),
            ("… renderer at most", peak.renderer, 400, "MB"),
            ("… whole browser more", peak.browser - rest.browser, None, "MB"),
        ]
    table("Memory (PSS) while photos are taken in", rows)

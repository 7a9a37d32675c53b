"""An answer by itself until it is on the disk; with 50 photos and with 400 items."""

from database import kept_queue
from waiting import wait_until

from bench.answer import ASK_WORKER, TELL_WORKER
from bench.company import FORMS, forms_company
from bench.machine import browser, company_server, network_to, phone
from bench.report import median, p95, table

PHOTOS = 50
PHOTO_BYTES = 300_000
ANSWERS = 40
WATCH_DISK = """() => {
  globalThis.kept = []
  const begin = IDBDatabase.prototype.transaction
  IDBDatabase.prototype.transaction = function (...wanted) {
    const transaction = begin.apply(this, wanted)
    const { durability, mode, objectStoreNames } = transaction
    if (mode === "readwrite" && objectStoreNames.contains("outbox")) {
      transaction.addEventListener("complete", () => {
        kept.push({ durability, at: performance.timeOrigin + performance.now() })
      })
    }
    return transaction
  }
}"""
"""Also says whether the disk had it: `durability` is what the browser granted."""
READ_DISK = "kept.splice(0)"
POST = """async ([path, values]) => {
  const now = () => performance.timeOrigin + performance.now()
  const times = []
  for (const value of values) {
    const body = new URLSearchParams({ value })
    const sent = now()
    const answer = await fetch(path, { method: "POST", body })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${answer.status}: ${text}`)
    times.push({ sent, answered: now(), bytes: text.length })
  }
  return times
}"""
TAKE_PHOTOS = """async ([path, count, size]) => {
  for (let n = 0; n < count; n++) {
    const bytes = new Uint8Array(size)
    for (let at = 0; at < size; at += 65_536) {
      crypto.getRandomValues(bytes.subarray(at, at + 65_536))
    }
    const body = new FormData()
    body.append("photo", new Blob([bytes], { type: "image/jpeg" }), `${n}.jpg`)
    const answer = await fetch(path, { method: "POST", body })
    if (!answer.ok) throw new Error(String(answer.status))
  }
}"""


def measure(repeat):
    """Answer without signal by `fetch`: long against short, then after 50 photos."""
    with (
        company_server(forms_company()) as server,
        network_to(server) as network,
        browser() as opened,
    ):
        person = phone(opened, network.port)
        person.sign_in("forms@cerrado.example").get_ready()
        short, long = wait_until(lambda: forms(person.page))
        person.page.goto(f"/visits/{short}/checklist")
        network.down()
        worker = person.page.context.service_workers[0]
        worker.evaluate(WATCH_DISK)
        for visit_id, count in zip((short, long), FORMS, strict=True):
            fill(person.page, visit_id, count)
        worker.evaluate(READ_DISK)
        rounds = max(1, repeat // 5)
        runs = [
            (answers(person.page, worker, short), answers(person.page, worker, long))
            for _ in range(rounds)
        ]
        few = [one for pair in runs for one in pair[0]]
        many = [one for pair in runs for one in pair[1]]
        alone = answers(person.page, worker, short)
        take_photos(person.page, short)
        worker.evaluate(READ_DISK)
        beside = answers(person.page, worker, short)
    table(f"{len(few)} answers sent by themselves", rows(few, many, alone, beside))


def rows(few, many, alone, beside):
    """Return the figures: of the short checklist, and the others against it."""
    return [
        ("sent → on the disk, median", mid(few, "durable"), None, "ms"),
        ("sent → on the disk, p95", p95([one["durable"] for one in few]), 20, "ms"),
        ("sent → answered, median", mid(few, "whole"), None, "ms"),
        ("handed to IndexedDB", mid(few, "written") / 1000, 4, "KB"),
        *ratios(f"{FORMS[1]} items against {FORMS[0]}", many, few),
        *ratios(f"{PHOTOS} photos against none", beside, alone),
    ]


def ratios(what, ones, others):
    """Return how much more one kind takes than the other, in time and in bytes."""
    kinds = [
        ("on the disk", "durable", 1.15),
        ("answered", "whole", 1.15),
        ("written", "written", 1.1),
    ]
    return [
        (f"{what}: {words}", mid(ones, name) / mid(others, name), limit, "×")
        for words, name, limit in kinds
    ]


def mid(ones, name):
    """Return the median of one figure."""
    return median([one[name] for one in ones])


def forms(page):
    """Return the visits, shortest checklist first, once all are here."""
    rows = sorted(kept_queue(page), key=lambda row: row.get("required") or 0)
    return [row["visit_id"] for row in rows] if len(rows) == len(FORMS) else None


def fill(page, visit_id, count):
    """Answer all that can be answered without a camera, so that nothing is spared."""
    for name, value in (("tick", "true"), ("rx", "-20,1"), ("kind", "um")):
        for n in range(count // 4):
            page.evaluate(POST, [f"/visits/{visit_id}/answers/{name}{n}", [value]])


def answers(page, worker, visit_id):
    """Give one tick its answer again and again; each follows the one before at once."""
    page.evaluate(TELL_WORKER, "count_writes")
    values = ["true", "false"] * (ANSWERS // 2)
    sent = page.evaluate(POST, [f"/visits/{visit_id}/answers/tick3", values])
    written = page.evaluate(ASK_WORKER, "written") / len(sent)
    kept = worker.evaluate(READ_DISK)
    assert len(kept) == len(sent), (len(kept), len(sent))
    assert {one["durability"] for one in kept} == {"strict"}, kept[0]
    return [
        {
            "durable": stored["at"] - one["sent"],
            "whole": one["answered"] - one["sent"],
            "written": written,
        }
        for one, stored in zip(sent, kept, strict=True)
    ]


def take_photos(page, visit_id):
    """Keep fifty photos on the phone; none of them can be sent."""
    path = f"/visits/{visit_id}/evidence"
    page.evaluate(TAKE_PHOTOS, [path, PHOTOS, PHOTO_BYTES])

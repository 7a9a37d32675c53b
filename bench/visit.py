"""A whole installation: ten photos, its answers, a signature, over a bad line."""

import contextlib
import itertools
import tempfile
import time
from pathlib import Path

from checklist import Checklist, template_item
from completion import Completion
from database import read, waiting
from waiting import wait_until

from bench.answer import begin, not_begun
from bench.durable import POST
from bench.line import BadLine
from bench.machine import browser, company_server, phone
from bench.photo import Camera
from bench.report import median, table

PHOTOS = 10
ANSWERS = 40
MOST_S = 600
GOALS = [
    ("operations", None, ""),
    ("photos and signatures", None, ""),
    ("payload", None, "KB"),
    ("cuts", None, ""),
    ("until all is at the office", 120, "s"),
    ("carried against payload", 1.05, ""),
    ("requests", None, ""),
]


def measure(repeat):
    """Work without signal, then send over lines of different luck."""
    runs = [one_visit(seed) for seed in range(max(1, repeat // 5))]
    rows = [(what, median([run[what] for run in runs]), *rest) for what, *rest in GOALS]
    table(f"A visit over 1 Mbit/s, 300 ms, 5 % cut, median of {len(runs)}", rows)


def one_visit(seed):
    """Do the visit of the day's first installation; return what its sync took."""
    with (
        tempfile.TemporaryDirectory() as folder,
        company_server() as server,
        bad_line_to(server, seed) as line,
        browser() as opened,
    ):
        marcos = phone(opened, line.port)
        fair(line, marcos.sign_in().get_ready)
        line.down()
        visit = work(marcos, Camera(Path(folder)))
        size = payload(marcos.page)
        return size | sync(visit, line, size["payload"])


@contextlib.contextmanager
def bad_line_to(server, seed):
    """Put the bad line before a server."""
    line = BadLine(server.port, seed=seed).start()
    try:
        yield line
    finally:
        line.stop()


def fair(line, act):
    """Do something in fair weather: the first visit is measured elsewhere."""
    weather = line.bytes_per_s, line.delay_s, line.cut_share
    line.bytes_per_s, line.delay_s, line.cut_share = float("inf"), 0, 0
    act()
    line.bytes_per_s, line.delay_s, line.cut_share = weather


def work(marcos, camera):
    """Take an installation to its end without signal."""
    row = installation(marcos.page)
    visit = Completion(marcos, row["number"])
    begin(marcos, row["visit_id"])
    marcos.page.goto(f"{visit.visit}/checklist")
    answer(Checklist(marcos.page))
    visit.open_photos().pick_required(lambda _: camera.shoot())
    while (taken := visit.photos()) < PHOTOS:
        visit.pick(camera.shoot())
        wait_until(lambda before=taken: visit.photos() > before, message="no photo")
    visit.open_sign_off().sign_name().type_tax_number("111.444.777-35").confirm()
    visit.is_back_on_order()
    marcos.take("finish").sees("Concluída")
    return visit


def answer(checklist):
    """Answer every item, then measure again until there are as many as in the goal."""
    answered = checklist.answer_all()
    kind = {item_id: template_item(checklist.page, item_id) for item_id in answered}
    number = next(i for i, item in kind.items() if item["kind"] == "number")
    good = checklist.good_value(number)
    path = checklist.item(number).locator("form").get_attribute("action")
    other = good[:-1] + ("5" if good[-1] == "4" else "4")
    values = itertools.cycle([other, good])
    again = [*itertools.islice(values, ANSWERS - len(answered) - 1), good]
    checklist.page.evaluate(POST, [path, again])


def installation(page):
    """Return the row of the installation with the most to answer."""
    rows = [row for row in not_begun(page) if row["service_type"] == "installation"]
    return max(rows, key=lambda row: row.get("required") or 0)


def payload(page):
    """Return what there is to send: operations as they are stored, photos, strokes."""
    operations = waiting(page)
    uploads = read(page, "uploads", "getAll")
    size = sum(len(entry["bytes"].encode()) for entry in operations)
    size += sum(upload["size_bytes"] for upload in uploads)
    return {
        "operations": len(operations),
        "photos and signatures": len(uploads),
        "payload": size / 1000,
    }


def sync(visit, line, kilobytes):
    """Let the line come back; return what it took until nothing waits."""
    carried, requests, start = line.carried, len(line.requests), time.monotonic()
    line.restore()
    visit.phone.send_now()
    wait_until(lambda: is_sent(visit), MOST_S, "not all is sent")
    return {
        "cuts": line.cuts,
        "until all is at the office": time.monotonic() - start,
        "carried against payload": (line.carried - carried) / 1000 / kilobytes,
        "requests": len(line.requests) - requests,
    }


def is_sent(visit):
    """Tell whether the phone holds nothing that the office lacks."""
    return visit.phone.waiting_count() == 0 and visit.is_all_received()

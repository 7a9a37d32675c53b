"""A signature: script for each move of the finger, main thread slowed 4 ×; its size."""

import math
import time
from statistics import mean

from completion import Completion
from waiting import wait_until

from bench.answer import begin, longest_checklist
from bench.machine import browser, company_server, network_to, phone, slow_down
from bench.report import median, p95, table

STROKES = 6
MOVES = 60
PAUSE_S = 0.012
WATCH = """() => {
  window.moved = []
  window.kept = []
  const pad = document.querySelector("signature-pad")
  const own = pad.handleEvent
  let lifted = 0
  pad.handleEvent = function (event) {
    const began = performance.now()
    own.call(this, event)
    const taken = performance.now() - began
    if (event.type === "pointermove") moved.push(taken)
    if (event.type === "pointerup") window.ended = taken
  }
  addEventListener("pointerup", ({ timeStamp }) => { lifted = timeStamp }, true)
  const send = window.fetch
  window.fetch = async (...request) => {
    const began = lifted
    const answer = await send(...request)
    const isDraft = String(request[0]).endsWith("sign_off_draft")
    if (isDraft) kept.push(performance.now() - began)
    return answer
  }
}"""


def measure(repeat):
    """Draw names; each move is timed around the pad's own handler."""
    rounds = []
    with company_server() as server, network_to(server) as network, browser() as opened:
        marcos = phone(opened, network.port).sign_in().get_ready()
        visit_id = longest_checklist(marcos.page)
        begin(marcos, visit_id)
        number = marcos.page.locator(".bar__number").first.inner_text()
        visit = Completion(marcos, int("".join(filter(str.isdigit, number))))
        visit.open_sign_off()
        network.down()
        slow_down(marcos.page)
        marcos.page.evaluate(WATCH)
        for _ in range(max(1, repeat // 5)):
            rounds.append(signed(marcos.page, visit))
            marcos.page.get_by_role("button", name="Limpar assinatura").click()
    print_figures(rounds)


def signed(page, visit):
    """Write a name of loops; return its moves, its end and what it weighs."""
    page.evaluate("moved.length = 0")
    box = page.locator(".pad__sheet").bounding_box()
    for stroke in range(STROKES):
        write(page, box, stroke)
    text = page.locator("[name=strokes]").input_value()
    wait_until(lambda: visit.draft().get("strokes") == text, message="not kept")
    return {
        "moves": page.evaluate("moved"),
        "end": page.evaluate("ended"),
        "kept": page.evaluate("kept.splice(0)"),
        "bytes": len(text),
    }


def write(page, box, stroke):
    """Draw one stroke of loops, a point every 12 ms as a finger gives them."""
    width = box["width"] / (STROKES + 1)
    for move in range(MOVES):
        part = move / MOVES
        x = box["x"] + width * (stroke + 0.3 + part * 1.2 + 0.2 * math.sin(part * 25))
        y = box["y"] + box["height"] * (0.5 + 0.35 * math.sin(part * 19 + stroke))
        page.mouse.move(x, y)
        if not move:
            page.mouse.down()
        time.sleep(PAUSE_S)
    page.mouse.up()


def print_figures(rounds):
    """Print what the moves took and what is kept."""
    moves = [taken for each in rounds for taken in each["moves"]]
    kept = [taken for each in rounds for taken in each["kept"]]
    ends = [each["end"] for each in rounds]
    heaviest = max(each["bytes"] for each in rounds)
    table(
        f"{len(moves)} moves of {len(rounds)} signatures, main thread slowed 4 ×",
        [
            ("script a move, mean", mean(moves), 1, "ms"),
            ("script a move, p95", p95(moves), None, "ms"),
            ("script at the end of a stroke, median", median(ends), None, "ms"),
            ("finger lifted → kept, median", median(kept), 20, "ms"),
            ("stored", heaviest / 1024, 6, "KB"),
        ],
    )

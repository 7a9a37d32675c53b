// The first minutes of a phone: what is kept already, then that the day is complete, once.

import { hear } from "./worker.js"

const SHOWN_MS = 15_000

/** @typedef {{ is_ready: boolean, orders: number, client_id: string, text: string }} Day */

/** @type {{ last: Day | null, readyAt: number | null, tell: (() => void)[] }} */
const run = { last: null, readyAt: null, tell: [] }

export function followFirstRun() {
  hear("status", ({ day }) => learn(day))
  document.addEventListener("htmx:after:swap", show)
  show()
}

/** Call once this phone's first day is complete. @param {() => void} hearer */
export function tellsDay(hearer) {
  run.tell.push(hearer)
}

/** @param {Day} day */
function learn(day) {
  run.last = day
  if (day.is_ready && localStorage.getItem("ready") !== day.client_id) {
    localStorage.setItem("ready", day.client_id)
    run.readyAt = performance.now()
    setTimeout(show, SHOWN_MS)
    for (const hearer of run.tell) hearer()
  }
  show()
}

function show() {
  const isShown = run.last ? !run.last.is_ready || isNews() : isFirstVisit()
  for (const note of document.querySelectorAll("[data-first-run]")) {
    note.toggleAttribute("hidden", !isShown)
    if (note instanceof HTMLElement) note.dataset.s = run.last?.is_ready ? "done" : "route"
    const words = note.querySelector("[data-first-run-words]")
    if (words && run.last) words.textContent = run.last.text
  }
}

function isNews() {
  return run.readyAt !== null && performance.now() - run.readyAt < SHOWN_MS
}

/** No worker speaks yet, but one could. */
function isFirstVisit() {
  return Boolean(navigator.serviceWorker && !navigator.serviceWorker.controller)
}

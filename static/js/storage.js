// Space on this phone, and whether the browser promised to leave the work alone.

import { tellsDay } from "./first_run.js"
import { hear, tellWorker } from "./worker.js"

const PHOTO_BYTES = 600_000
const LOW_SHARE = 0.8
/** Newer Chromium promises every site the same whole gibibytes, however little is left. */
const PROMISE_BYTES = 2 ** 30
const FULL = "storage_full"
const STEPS = ["B", "kB", "MB", "GB"]

export function showStorage() {
  fill()
  hear("status", fill)
  hear("space", showPhotos)
  document.addEventListener("htmx:after:swap", fill)
  document.addEventListener("photokept", (event) => remember(/** @type {CustomEvent} */ (event)))
  document.addEventListener("click", ({ target }) => {
    if (target instanceof Element && target.closest("[data-persist]")) askToStay()
  })
  tellsDay(askToStay)
}

/** Asked once the day is here: then there is something to keep. */
async function askToStay() {
  if (!(await navigator.storage?.persisted?.())) await navigator.storage?.persist?.()
  await fill()
}

/** A phone that is full tells nobody before it refuses a photo. @param {CustomEvent} event */
function remember({ detail }) {
  if (detail.is_full) localStorage.setItem(FULL, "yes")
  else localStorage.removeItem(FULL)
  fill()
}

async function fill() {
  if (!document.querySelector("[data-storage], [data-persisted]")) return
  tellWorker({ type: "space" })
  const [estimate, isPersisted] = await Promise.all([
    navigator.storage?.estimate?.().catch(() => null),
    navigator.storage?.persisted?.().catch(() => null),
  ])
  if (estimate?.quota) showSpace(estimate.usage ?? 0, estimate.quota)
  if (typeof isPersisted === "boolean") showPromise(isPersisted)
}

/** @param {number} used @param {number} quota */
function showSpace(used, quota) {
  const free = Math.max(0, quota - used)
  const isKnown = free % PROMISE_BYTES !== 0
  const isFull = localStorage.getItem(FULL) !== null
  reveal("[data-storage]", true)
  reveal("[data-storage-known]", isKnown)
  reveal("[data-storage-unknown]", !isKnown)
  write("[data-storage-used]", words(used))
  write("[data-storage-quota]", words(quota))
  write("[data-storage-free]", words(free))
  write("[data-storage-photos]", String(Math.floor(free / PHOTO_BYTES)))
  reveal("[data-storage-low]", isKnown && !isFull && used / quota >= LOW_SHARE)
  reveal("[data-storage-full]", isFull)
  for (const bar of document.querySelectorAll("progress[data-storage-share]"))
    bar.setAttribute("value", String(Math.ceil((used / quota) * 100)))
}

/** @param {{ waiting: number, received: number }} photos */
function showPhotos({ waiting, received }) {
  write("[data-storage-waiting]", String(waiting))
  write("[data-storage-received]", String(received))
}

/** @param {boolean} isPersisted */
function showPromise(isPersisted) {
  reveal("[data-persisted=yes]", isPersisted)
  reveal("[data-persisted=no]", !isPersisted)
}

/** @param {number} count of bytes */
function words(count) {
  const step = Math.min(Math.floor(Math.log10(Math.max(count, 1)) / 3), STEPS.length - 1)
  const value = count / 1_000 ** step
  const digits = value < 10 && step > 0 ? 1 : 0
  const format = new Intl.NumberFormat(document.documentElement.lang, {
    maximumFractionDigits: digits,
  })
  return `${format.format(value)} ${STEPS[step]}`
}

/** @param {string} selector @param {boolean} isShown */
function reveal(selector, isShown) {
  for (const element of document.querySelectorAll(selector))
    element.toggleAttribute("hidden", !isShown)
}

/** @param {string} selector @param {string} text */
function write(selector, text) {
  for (const element of document.querySelectorAll(selector)) element.textContent = text
}

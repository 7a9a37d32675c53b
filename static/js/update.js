// A new version waits until somebody agrees, and never takes what is being typed.

import { hear } from "./worker.js"

const IDLE_MS = 60_000
const LOOK_MS = 15_000
const BUSY =
  "photo-camera[open], [data-camera][open], signature-pad, [data-signature], dialog[open], .toast[data-expires]"

/**
 * @type {{ words: { text: string, button: string } | null, isAgreed: boolean,
 *   waiting: ServiceWorker | null, touchedAt: number }}
 */
const update = { words: null, isAgreed: false, waiting: null, touchedAt: 0 }

export async function offerUpdate() {
  const container = navigator.serviceWorker
  if (!container) return
  container.addEventListener("controllerchange", () => update.isAgreed && location.reload())
  hear("status", learn)
  for (const type of ["pointerdown", "keydown", "input"]) addEventListener(type, touch)
  document.addEventListener("htmx:after:swap", showAgain)
  document.addEventListener("visibilitychange", showAgain)
  setInterval(showAgain, LOOK_MS)
  const registration = await container.ready
  if (registration.waiting) show(registration.waiting)
  registration.addEventListener("updatefound", () => follow(registration.installing))
}

/** @param {{ update: { text: string, button: string } }} status */
function learn({ update: words }) {
  update.words = words
  showAgain()
}

/** @param {ServiceWorker | null} worker */
function follow(worker) {
  worker?.addEventListener("statechange", () => {
    if (worker.state === "installed" && navigator.serviceWorker.controller) show(worker)
  })
}

/** At once when nothing could be lost, else when she agrees. @param {ServiceWorker} worker */
function show(worker) {
  update.waiting = worker
  if (isIdle()) return agree()
  if (!update.words || document.querySelector("[data-update]")) return
  const banner = document.createElement("div")
  banner.className = "toast toast--stays"
  banner.dataset.update = ""
  banner.setAttribute("role", "status")
  banner.append(update.words.text, agreeButton(update.words.button))
  document.querySelector(".page__foot")?.prepend(banner)
}

/** A page was exchanged, or words came: the banner is shown again. */
function showAgain() {
  if (update.waiting && !update.isAgreed) show(update.waiting)
}

function agree() {
  update.isAgreed = true
  navigator.serviceWorker.controller?.postMessage({ type: "give_way" })
  update.waiting?.postMessage({ type: "update" })
}

/** Nobody looks, and no form holds anything that the worker does not. */
function isIdle() {
  if (document.visibilityState === "visible" && !isResting()) return false
  return !document.querySelector(BUSY) && [...document.forms].every(isUntouched)
}

/** Nobody touched the page for a while. */
function isResting() {
  return performance.now() - update.touchedAt > IDLE_MS
}

/** @param {HTMLFormElement} form */
function isUntouched(form) {
  return [...form.elements].every((field) => {
    if (field === document.activeElement && field.matches("input, textarea, select")) return false
    if (field instanceof HTMLTextAreaElement) return field.value === field.defaultValue
    if (!(field instanceof HTMLInputElement) || field.type === "hidden") return true
    return field.value === field.defaultValue && field.checked === field.defaultChecked
  })
}

function touch() {
  update.touchedAt = performance.now()
}

/** @param {string} words */
function agreeButton(words) {
  const button = document.createElement("button")
  button.className = "toast__button"
  button.type = "button"
  button.textContent = words
  button.addEventListener("click", agree)
  return button
}

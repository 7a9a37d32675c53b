// What just happened, with a few seconds to take it back.

import { vibrate } from "./vibration.js"

const SENTENCE_S = 10

/** Toasts leave when their time is over, unless somebody is on them. */
export function followToasts() {
  expireAll()
  document.addEventListener("htmx:after:swap", expireAll)
}

/** Say why something could not be kept. @param {string} sentence */
export function showSentence(sentence) {
  const toast = document.createElement("div")
  toast.className = "toast"
  toast.dataset.expires = String(SENTENCE_S)
  toast.setAttribute("role", "alert")
  toast.textContent = sentence
  document.querySelector(".page__foot")?.prepend(toast)
  expire(toast)
  vibrate("refused")
}

function expireAll() {
  for (const toast of document.querySelectorAll("[data-expires]")) expire(toast)
}

/** @param {Element} toast */
function expire(toast) {
  if (!(toast instanceof HTMLElement) || toast.dataset.isTimed) return
  toast.dataset.isTimed = "true"
  setTimeout(() => leave(toast), Number(toast.dataset.expires) * 1_000)
}

/** @param {HTMLElement} toast */
function leave(toast) {
  if (!toast.contains(document.activeElement)) return toast.remove()
  toast.addEventListener("focusout", () => toast.remove(), { once: true })
}

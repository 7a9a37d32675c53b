// A new version waits until somebody agrees, and never takes what is being typed.

import { hear } from "./worker.js"

/** @type {{ words: { text: string, button: string } | null, isAgreed: boolean }} */
const update = { words: null, isAgreed: false }

export async function offerUpdate() {
  const container = navigator.serviceWorker
  if (!container) return
  container.addEventListener("controllerchange", () => update.isAgreed && location.reload())
  hear("status", ({ update: words }) => (update.words = words))
  const registration = await container.ready
  if (registration.waiting) show(registration.waiting)
  registration.addEventListener("updatefound", () => follow(registration.installing))
}

/** @param {ServiceWorker | null} worker */
function follow(worker) {
  worker?.addEventListener("statechange", () => {
    if (worker.state === "installed" && navigator.serviceWorker.controller) show(worker)
  })
}

/** @param {ServiceWorker} worker */
function show(worker) {
  if (!update.words)
    return hear("status", () => document.querySelector("[data-update]") ?? show(worker))
  if (document.querySelector("[data-update]")) return
  const banner = document.createElement("div")
  banner.className = "toast"
  banner.dataset.update = ""
  banner.setAttribute("role", "status")
  banner.append(update.words.text, agreeButton(worker, update.words.button))
  document.querySelector(".page__foot")?.prepend(banner)
}

/** @param {ServiceWorker} worker @param {string} words */
function agreeButton(worker, words) {
  const button = document.createElement("button")
  button.className = "toast__button"
  button.type = "button"
  button.textContent = words
  button.addEventListener("click", () => {
    update.isAgreed = true
    worker.postMessage({ type: "update" })
  })
  return button
}

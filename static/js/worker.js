// The line between this page and the service worker.

const PULSE_MS = 30_000

/** @typedef {Record<string, any> & { type: string }} Message */

/** @type {Map<string, ((message: any) => void)[]>} */
const hearers = new Map()

/** @param {string} type @param {(message: any) => void} hearer */
export function hear(type, hearer) {
  hearers.set(type, [...(hearers.get(type) ?? []), hearer])
}

/** @param {Message} message */
export function tellWorker(message) {
  navigator.serviceWorker?.controller?.postMessage(message)
}

/** Register the worker, and keep it informed while the page is seen. */
export async function joinWorker() {
  const container = navigator.serviceWorker
  if (!container) return
  container.addEventListener("message", ({ data }) => tell(data))
  container.addEventListener("controllerchange", greet)
  addEventListener("online", () => tellWorker({ type: "online" }))
  addEventListener("offline", () => tellWorker({ type: "offline" }))
  document.addEventListener("visibilitychange", pulse)
  setInterval(pulse, PULSE_MS)
  greet()
  await container.register("/sw.js", { type: "module", updateViaCache: "none" }).catch(() => {})
}

/** @param {Message} message */
function tell(message) {
  for (const hearer of hearers.get(message.type) ?? []) hearer(message)
}

function greet() {
  tellWorker({ type: "hello" })
  if (document.readyState === "complete") loadLater()
  else addEventListener("load", loadLater, { once: true })
}

function pulse() {
  if (document.visibilityState === "visible") tellWorker({ type: "pulse" })
}

/** Letters come after the first paint, never before it. */
function loadLater() {
  tellWorker({ type: "keep_later" })
  const href = document.documentElement.dataset.fonts
  if (!href || document.querySelector("link[data-letters]")) return
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href })
  link.dataset.letters = ""
  document.head.append(link)
}

// The line between this page and the service worker.

const PULSE_MS = 30_000

/** @typedef {Record<string, any> & { type: string }} Message */

/** @type {Map<string, ((message: any) => void)[]>} */
const hearers = new Map()

const later = { isAsked: false }

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
  hear("status", keepLater)
  greet()
  await container.register("/sw.js", { updateViaCache: "none" }).catch(() => {})
}

/** @param {Message} message */
function tell(message) {
  for (const hearer of hearers.get(message.type) ?? []) hearer(message)
}

function greet() {
  tellWorker({ type: "hello" })
}

function pulse() {
  if (document.visibilityState === "visible") tellWorker({ type: "pulse" })
}

/** Letters and pictures come once the day is here, never before it. @param {{ is_ready: boolean }} status */
function keepLater({ is_ready }) {
  if (!is_ready || later.isAsked) return
  later.isAsked = true
  tellWorker({ type: "keep_later" })
}

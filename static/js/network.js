// Fills the network pill, the unsent badge and the send ticks; the worker brings the words.

/** @typedef {{ tone: string, icon: string, text: string, more?: string, href?: string }} Label */
/**
 * @typedef {{ unsent: number, pill: Label | null, badge: string, ticks: Record<string, Label>,
 *   last: string, leave: string, reason: string }} Status
 */

/** @type {{ last: Status | null }} */
const known = { last: null }

/** @param {Status} status */
export function showNetwork(status) {
  known.last = status
  showAgain()
}

/** Pages are exchanged piece by piece: what came new is filled too. */
export function showAgain() {
  if (!known.last) return
  const { unsent, pill, badge, ticks, last, reason } = known.last
  for (const element of all("[data-network]")) showPill(element, pill)
  for (const element of all("[data-unsent]")) showBadge(element, unsent, badge)
  for (const element of all("[data-ticks]")) showTicks(element, ticks[element.dataset.ticks ?? ""])
  for (const element of all("[data-last-connection]")) element.textContent = last
  for (const element of all("[data-send-reason]")) element.textContent = reason
  for (const element of all("[data-send-button]"))
    element.toggleAttribute("disabled", unsent === 0 || !navigator.onLine)
}

/** Work that waits is a reason to stay. @param {SubmitEvent} event */
function holdBack(event) {
  const form = event.target instanceof Element ? event.target.closest("[data-logout]") : null
  if (!form || !known.last?.unsent) return
  event.preventDefault()
  for (const element of all("[data-logout-blocked]")) {
    element.hidden = false
    element.textContent = known.last.leave
  }
}

document.addEventListener("htmx:after:swap", showAgain)
document.addEventListener("submit", holdBack)

/** @param {HTMLElement} element @param {Label | null} label */
function showPill(element, label) {
  element.hidden = !label
  if (!label) return
  element.dataset.s = label.tone
  element.setAttribute("href", label.href ?? "/outbox")
  element.replaceChildren(...drawn(label), hiddenWords(label.more))
}

/** @param {HTMLElement} element @param {number} unsent @param {string} words */
function showBadge(element, unsent, words) {
  element.hidden = unsent === 0
  const shown = document.createElement("span")
  shown.setAttribute("aria-hidden", "true")
  shown.textContent = String(unsent)
  element.replaceChildren(shown, hiddenWords(words))
}

/** @param {HTMLElement} element @param {Label | undefined} label */
function showTicks(element, label) {
  element.className = label ? "chip chip--bare" : ""
  if (!label) return element.replaceChildren()
  element.dataset.s = label.tone
  element.replaceChildren(...drawn(label))
}

/** @param {Label} label */
function drawn({ icon, text }) {
  const template = document.createElement("template")
  template.innerHTML = icon
  return [template.content, text]
}

/** @param {string | undefined} words */
function hiddenWords(words) {
  const span = document.createElement("span")
  span.className = "vh"
  span.textContent = words ? `. ${words}` : ""
  return span
}

/** @param {string} selector @returns {Iterable<HTMLElement>} */
function all(selector) {
  return document.querySelectorAll(selector)
}

// The checklist: a choice is painted before it is sent, no answer is sent twice, on to the next item.

import { afterPaint, doNow } from "./after_paint.js"
import { vibrate } from "./vibration.js"

/** @type {WeakMap<Element, string>} */
const sent = new WeakMap()

export function followChecklist() {
  document.addEventListener("change", sendLater, { capture: true })
  document.addEventListener("submit", sendLater, { capture: true })
  document.addEventListener("click", leaveNothing, { capture: true })
  document.addEventListener("htmx:before:swap", doNow)
  document.addEventListener("htmx:config:request", refuseTwin)
  document.addEventListener("htmx:after:request", forgetRefused)
  document.addEventListener("htmx:error", forgetRefused)
  document.addEventListener("htmx:after:swap", shakeWhenRed)
  document.addEventListener("click", goToItem)
}

/** Her own act shows in the next frame, which holds no script; htmx hears of it afterwards. @param {Event} event */
function sendLater(event) {
  const { target, type } = event
  if (!event.isTrusted || !target || !formOf(event)) return
  event.preventDefault()
  event.stopImmediatePropagation()
  afterPaint(() => target.dispatchEvent(new Event(type, { bubbles: true, cancelable: true })))
}

/** A link may leave the page before the frame is painted. @param {MouseEvent} event */
function leaveNothing({ target }) {
  if (target instanceof Element && target.closest("a")) doNow()
}

/** Enter, blur and the pause in typing may all mean the same answer. @param {Event} event */
function refuseTwin(event) {
  const form = formOf(event)
  if (!form) return
  const content = contentOf(/** @type {CustomEvent} */ (event))
  if (sent.get(form) === content) event.preventDefault()
  else sent.set(form, content)
}

/** What was not kept may be sent again. @param {Event} event */
function forgetRefused(event) {
  const form = formOf(event)
  const { ctx } = /** @type {CustomEvent} */ (event).detail
  if (form && !(ctx?.response?.status < 500)) sent.delete(form)
}

/** @param {Event} event @returns {HTMLFormElement | null} */
function formOf({ target }) {
  return target instanceof Element ? target.closest(".item form") : null
}

/** @param {CustomEvent} event */
function contentOf({ detail }) {
  return new URLSearchParams(detail.ctx.request.body).toString()
}

/** @param {Event} event */
function shakeWhenRed(event) {
  const item = event.target instanceof Element ? event.target.closest(".item") : null
  if (item?.classList.contains("item--red")) vibrate("refused")
}

/** @param {MouseEvent} event */
function goToItem(event) {
  const link =
    event.target instanceof Element ? event.target.closest("[data-next], [data-previous]") : null
  const item = link && document.getElementById(link.getAttribute("href")?.slice(1) ?? "")
  if (!item) return
  event.preventDefault()
  foldDone(item)
  unfold(item)
}

/** Answered items take one line once she moves on. @param {Element} except */
function foldDone(except) {
  for (const fold of document.querySelectorAll(".item:not([data-wanting]) > details[open]")) {
    if (!except.contains(fold)) fold.removeAttribute("open")
  }
}

/** @param {Element} item */
function unfold(item) {
  item.querySelector("details")?.setAttribute("open", "")
  item.scrollIntoView({ block: "center" })
  const field =
    item.querySelector("input:not([type=hidden]), textarea, select, a") ??
    item.querySelector("summary")
  if (field instanceof HTMLElement) field.focus({ preventScroll: true })
}

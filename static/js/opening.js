// From page to page inside the document: scripts, styles and letters stay where they are.
// Where the browser cannot, or a page needs another head, links are plain links.

import { doNow } from "./after_paint.js"
import { refresh } from "./changes.js"
import { tellWorker } from "./worker.js"

/** Pages that differ in nothing but what stands in `#page`. */
const ALIKE = /^\/(queue|outbox|profile|scan|visits\/[^/]+(\/checklist)?)$/
const HEAD_FILES = "script[src], link:not([rel=icon], [rel=manifest])"

const ACTS = ["click", "change", "input", "submit"]

/** `times` grows with each page asked for: what an earlier one brings is not shown. @type {{ unfinished: Element | null, times: number }} */
const opened = { unfinished: null, times: 0 }

/** How far down each page of the history was left. @type {Map<string, number>} */
const places = new Map()

export function openPagesHere() {
  const { navigation } = globalThis
  if (!navigation) return
  navigation.addEventListener("navigate", follow)
  document.addEventListener("htmx:before:history:restore", (event) => event.preventDefault())
  document.addEventListener("htmx:before:history:update", stayAtAddress)
  document.addEventListener("htmx:finally:request", showLateWrite)
  for (const type of ACTS) addEventListener(type, finish, { capture: true })
}

/** @param {NavigateEvent} event */
function follow(event) {
  if (event.canIntercept && !event.destination.sameDocument) opened.times += 1
  if (event.hashChange || !isOpening(event)) return
  places.set(globalThis.navigation.currentEntry?.key ?? "", scrollY)
  const { key, url } = event.destination
  const scroll = places.has(key) ? "manual" : "after-transition"
  event.intercept({ focusReset: "manual", scroll, handler: () => open(url, places.get(key)) })
}

/** By a link or on the way back; what htmx writes into the history is no opening. @param {NavigateEvent} event */
function isOpening({ canIntercept, destination, downloadRequest, formData, navigationType }) {
  if (!canIntercept || formData || downloadRequest !== null || navigationType === "reload")
    return false
  if (destination.sameDocument && navigationType !== "traverse") return false
  return isAlike(location.href) && isAlike(destination.url)
}

/** @param {string} address */
function isAlike(address) {
  return ALIKE.test(new URL(address).pathname)
}

/**
 * The address is there already: whatever goes wrong is loaded by the browser. Not ended by
 * the event's signal: htmx ends it too, when it writes into the history meanwhile.
 * @param {string} address @param {number} [place] how far down she had left it
 */
async function open(address, place) {
  finishHere()
  const time = ++opened.times
  try {
    const response = await fetch(address, { headers: { Accept: "text/html" } })
    const next = new DOMParser().parseFromString(await response.text(), "text/html")
    if (time !== opened.times) return
    const page = next.querySelector("#page")
    if (response.redirected || !page || !hasHeadOf(next)) return location.reload()
    document.title = next.title
    show(page, response)
    if (place) scrollTo(0, place)
  } catch {
    if (time === opened.times) location.reload()
  }
}

/** What she wrote last is sent, as when a document is left. */
function finishHere() {
  const focused = document.activeElement
  if (focused instanceof HTMLElement) focused.blur()
  doNow()
}

/** Another version, another language or scripts of its own need a document of their own. @param {Document} next */
function hasHeadOf(next) {
  const here = new Set(filesOf(document))
  const isSame = next.documentElement.lang === document.documentElement.lang
  return isSame && filesOf(next).every((file) => here.has(file))
}

/** @param {Document} page */
function filesOf(page) {
  const named = [...page.head.querySelectorAll(HEAD_FILES)]
  return named.map((file) => file.getAttribute("src") ?? file.getAttribute("href"))
}

/** First what she sees; forms and buttons work once it is painted, or at her first act. @param {Element} page @param {Response} response */
function show(page, response) {
  const { htmx } = /** @type {any} */ (globalThis)
  document.querySelector("#page")?.replaceWith(page)
  const ctx = { request: { method: "GET" }, response, select: "#page", swap: "outerHTML" }
  htmx.trigger(page, "htmx:after:swap", { ctx })
  opened.unfinished = page
  requestAnimationFrame(() => setTimeout(finish))
}

function finish() {
  const page = opened.unfinished
  if (!page) return
  opened.unfinished = null
  const { htmx } = /** @type {any} */ (globalThis)
  htmx.process(page)
  tellWorker({ type: "hello" })
}

/** An answer to a page that she has left is not shown; what it changed is. @param {Event} event */
function showLateWrite(event) {
  const { ctx } = /** @type {CustomEvent} */ (event).detail
  if (ctx.request.method !== "GET" && ctx.status === "issuing" && !ctx.target?.isConnected)
    refresh()
}

/** A step shows its order anew: one way back, however many steps. @param {Event} event */
function stayAtAddress(event) {
  const { history: entry } = /** @type {CustomEvent} */ (event).detail
  if (entry.path === location.pathname) entry.type = "replace"
}

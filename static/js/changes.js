// When the replica changes the page follows, but never under a person's hands.

import { hear } from "./worker.js"

const TOUCHED =
  "photo-camera[open], [data-camera][open], code-scanner[data-live], signature-pad, [data-signature], dialog[open], [data-placeholder]"
/** What she must know also while her hands are on the page. */
const AT_ONCE = "#at-once"

/** `isOutdated`: the whole page has to come anew, its frame too. */
const page = { isWaiting: false, isOutdated: false }

export function followChanges() {
  leaveFoldsAlone()
  hear("changed", ({ keys }) => keys.includes(keyOf(location.pathname)) && refresh())
  hear("language", () => {
    page.isOutdated = true
    refresh()
  })
  document.addEventListener("focusout", () => setTimeout(refreshWhenFree))
}

/** What she opened or closed stays so when the page is exchanged under it. */
function leaveFoldsAlone() {
  const { htmx } = /** @type {any} */ (globalThis)
  htmx.config.morphIgnore.push("open")
}

/** What this page shows: a visit's id, or the name of a list. @param {string} pathname */
export function keyOf(pathname) {
  const [, noun, id] = pathname.split("/")
  if (noun === "visits") return id
  return noun === "issues" ? "outbox" : noun
}

/** Show the same address as it is now. */
export function refresh() {
  page.isWaiting = isTouched()
  if (!page.isWaiting && page.isOutdated) location.reload()
  else if (!page.isWaiting) exchange("#page")
  else if (!page.isOutdated && document.querySelector(AT_ONCE)) exchange(AT_ONCE)
}

/** @param {string} part */
function exchange(part) {
  const address = location.pathname + location.search
  const { htmx } = /** @type {any} */ (globalThis)
  htmx.ajax("GET", address, { target: part, select: part, swap: "outerMorph" })
}

function refreshWhenFree() {
  if (page.isWaiting && !isTouched()) refresh()
}

/** Somebody types, aims or signs. */
function isTouched() {
  const focused = document.activeElement
  return Boolean(focused?.matches("input, textarea, select") || document.querySelector(TOUCHED))
}

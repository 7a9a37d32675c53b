// After a whole page was exchanged she is at its top, on its heading, never on nothing.

import { vibrate } from "./vibration.js"

export function keepFocus() {
  document.addEventListener("htmx:after:swap", (event) => {
    const { ctx } = /** @type {CustomEvent} */ (event).detail
    if (ctx.request.method !== "GET" && ctx.response.status < 400) vibrate("kept")
    if (isWholePage(ctx)) scrollTo(0, 0)
    if (document.activeElement === document.body) focusHeading()
  })
}

/** @param {{ select: string | null, swap: string }} ctx */
function isWholePage({ select, swap }) {
  return select === "#page" && swap.startsWith("outerHTML")
}

function focusHeading() {
  const heading = document.querySelector("h1")
  if (heading instanceof HTMLElement) heading.focus({ preventScroll: true })
}

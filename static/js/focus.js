// After a whole page was exchanged the focus lands on its heading, never on nothing.

import { vibrate } from "./vibration.js"

export function keepFocus() {
  document.addEventListener("htmx:after:swap", (event) => {
    const { ctx } = /** @type {CustomEvent} */ (event).detail
    if (ctx.request.method !== "GET" && ctx.response.status < 400) vibrate("kept")
    if (document.activeElement === document.body) focusHeading()
  })
}

function focusHeading() {
  const heading = document.querySelector("h1")
  if (heading instanceof HTMLElement) heading.focus({ preventScroll: true })
}

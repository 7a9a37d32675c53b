// Page scripts run once the page is painted; what is tapped before that waits for them.

const WAITING = ["change", "submit"]

/** @type {Event[]} */
const held = []

addEventListener("DOMContentLoaded", () => {
  const links = [...document.querySelectorAll("link[data-after-paint]")]
  if (links.length === 0) return
  for (const type of WAITING) addEventListener(type, hold, { capture: true })
  const run = () => runAll(/** @type {HTMLLinkElement[]} */ (links))
  if (document.hidden) run()
  else requestAnimationFrame(() => setTimeout(run))
})

/** @param {Event} event */
function hold(event) {
  event.preventDefault()
  event.stopImmediatePropagation()
  held.push(event)
}

/** In their order; one that cannot be had leaves plain forms behind. @param {HTMLLinkElement[]} links */
async function runAll(links) {
  await Promise.all(links.map(({ href }) => ran(href)))
  await new Promise((resolve) => setTimeout(resolve)) // htmx reads the page in a task of its own
  for (const type of WAITING) removeEventListener(type, hold, { capture: true })
  for (const event of held) repeat(event)
}

/** @param {string} src */
function ran(src) {
  return new Promise((resolve) => {
    const script = document.createElement("script")
    script.addEventListener("load", resolve)
    script.addEventListener("error", resolve)
    script.async = false
    script.src = src
    document.head.append(script)
  })
}

/** @param {Event} event */
function repeat(event) {
  const { type, target } = event
  if (event instanceof SubmitEvent && target instanceof HTMLFormElement)
    target.requestSubmit(event.submitter)
  else target?.dispatchEvent(new Event(type, { bubbles: true }))
}

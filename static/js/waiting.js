/** The ten minutes at a closed door: counts down and shows the page anew at the end. */

const SECOND_MS = 1000

/** @type {{ until: number | null }} */
const countdown = { until: null }

function start() {
  const place = document.querySelector("[data-waiting]")
  const left = Number(place instanceof HTMLElement ? place.dataset.waiting : 0)
  countdown.until = left > 0 ? performance.now() + left * SECOND_MS : null
}

function tick() {
  if (countdown.until === null || performance.now() < countdown.until) return
  countdown.until = null
  document.querySelector("form[hx-get]")?.dispatchEvent(new Event("change", { bubbles: true }))
}

document.addEventListener("htmx:after:swap", start)
document.addEventListener("htmx:afterSwap", start)
setInterval(tick, SECOND_MS)
start()

/**
 * Photos come closer: by buttons, + − 0, the wheel with Ctrl (a pinch on a trackpad) and a
 * double click. Arrows move within a closer photo and otherwise lead to the next one, Esc
 * leads back. Two photos beside each other move together. A pinch on a touch screen is the
 * browser's own.
 */

const STEP = 1.5
const CLOSEST = 8
const WHEEL = 0.0025

/** @type {Record<string, [number, number]>} */
const ARROWS = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}
const MOVE_PX = 80

/** @type {HTMLElement | null} */
const zoom = document.querySelector("[data-zoom]")
/** @type {HTMLElement[]} */
const frames = zoom
  ? [...zoom.querySelectorAll("[data-frame]")].map((each) => /** @type {HTMLElement} */ (each))
  : []
let scale = 1
let isFollowing = false

if (zoom?.querySelector("[data-picture]")) {
  zoom.prepend(tools(zoom))
  for (const frame of frames) listen(frame)
}
document.addEventListener("keydown", obey)

/** Make the buttons: without a script there is nothing for them to do. @param {HTMLElement} place */
function tools(place) {
  const bar = document.createElement("div")
  bar.className = "zoom__tools"
  bar.append(
    button(`+ ${place.dataset.in}`, () => set(scale * STEP)),
    button(`− ${place.dataset.out}`, () => set(scale / STEP)),
    button(`0 ${place.dataset.whole}`, () => set(1)),
  )
  return bar
}

/** @param {string} words @param {() => void} act */
function button(words, act) {
  const made = document.createElement("button")
  made.type = "button"
  made.className = "button button--quiet"
  made.textContent = words
  made.addEventListener("click", act)
  return made
}

/** @param {HTMLElement} frame */
function listen(frame) {
  frame.addEventListener("dblclick", (event) =>
    set(scale > 1 ? 1 : STEP * STEP, spot(frame, event)),
  )
  frame.addEventListener("scroll", () => follow(frame))
  frame.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey) return
      event.preventDefault()
      set(scale * Math.exp(-event.deltaY * WHEEL), spot(frame, event))
    },
    { passive: false },
  )
}

/** @typedef {{ x: number, y: number }} Spot where in the frame, from 0 to 1 */

/** @param {HTMLElement} frame @param {MouseEvent} event @returns {Spot} */
function spot(frame, event) {
  const box = frame.getBoundingClientRect()
  return { x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height }
}

/** Bring all photos as close, what lies under the spot staying there. @param {number} wanted @param {Spot} at */
function set(wanted, at = { x: 0.5, y: 0.5 }) {
  const before = scale
  scale = Math.min(Math.max(wanted, 1), CLOSEST)
  for (const frame of frames) {
    const picture = /** @type {HTMLElement | null} */ (frame.querySelector("[data-picture]"))
    if (!picture) continue
    const x = (frame.scrollLeft + at.x * frame.clientWidth) / before
    const y = (frame.scrollTop + at.y * frame.clientHeight) / before
    picture.toggleAttribute("data-closer", scale > 1)
    picture.style.inlineSize = picture.style.blockSize = `${scale * 100}%`
    frame.scrollTo(x * scale - at.x * frame.clientWidth, y * scale - at.y * frame.clientHeight)
  }
}

/** Let the other photo show the same place. @param {HTMLElement} moved */
function follow(moved) {
  if (isFollowing) return
  isFollowing = true
  for (const frame of frames) if (frame !== moved) frame.scrollTo(moved.scrollLeft, moved.scrollTop)
  requestAnimationFrame(() => {
    isFollowing = false
  })
}

/** @param {KeyboardEvent} event */
function obey(event) {
  if (event.altKey || event.ctrlKey || event.metaKey) return
  const target = /** @type {Element} */ (event.target)
  if (target.closest("input, select, textarea")) return
  if (event.key === "Escape") return lead("[data-close]")
  if (event.key === "+" || event.key === "=") return set(scale * STEP)
  if (event.key === "-") return set(scale / STEP)
  if (event.key === "0") return set(1)
  const way = ARROWS[event.key]
  if (way) go(event, way)
}

/** @param {KeyboardEvent} event @param {[number, number]} way */
function go(event, [x, y]) {
  if (scale > 1) {
    event.preventDefault()
    frames[0]?.scrollBy(x * MOVE_PX, y * MOVE_PX)
    return
  }
  if (x) lead(x < 0 ? "[data-previous]" : "[data-next]")
}

/** Follow a link of the page, if it has it. @param {string} which */
function lead(which) {
  const link = document.querySelector(which)
  if (link instanceof HTMLAnchorElement) link.click()
}

// What a tap changed is on the screen first; the work that follows from it comes after.

/** @type {Set<() => void>} */
const waiting = new Set()

/** Do it once the next frame is painted, or as soon as the page is left. @param {() => void} work */
export function afterPaint(work) {
  waiting.add(work)
  if (waiting.size === 1) requestAnimationFrame(() => setTimeout(doNow))
  if (document.hidden) doNow()
}

/** Do what waits at once: the page is going, or changes under it. */
export function doNow() {
  const works = [...waiting]
  waiting.clear()
  for (const work of works) work()
}

document.addEventListener("visibilitychange", doNow)
addEventListener("pagehide", doNow)

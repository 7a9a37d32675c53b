/** Keyboard of the office list: "/" searches, arrows move between rows. */

/** @type {Record<string, number>} */
const NEXT = { ArrowDown: 1, ArrowUp: -1 }

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return
  const target = /** @type {Element} */ (event.target)
  const typing = target.closest("input, select, textarea")
  if (event.key === "/" && !typing) return search(event)
  if (NEXT[event.key] && target.closest("[data-rows]")) move(event)
})

/** Put the cursor into the search field. @param {KeyboardEvent} event */
function search(event) {
  /** @type {HTMLInputElement | null} */
  const field = document.querySelector("[data-search]")
  if (!field) return
  event.preventDefault()
  field.select()
}

/** Go to the row above or below. @param {KeyboardEvent} event */
function move(event) {
  /** @type {NodeListOf<HTMLElement>} */
  const rows = document.querySelectorAll("[data-rows] .table__link")
  const links = [...rows]
  const here = links.indexOf(/** @type {HTMLElement} */ (event.target))
  const there = links[here + NEXT[event.key]]
  if (here < 0 || !there) return
  event.preventDefault()
  there.focus()
}

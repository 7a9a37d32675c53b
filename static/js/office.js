/** Keyboard of the office list: "/" searches, arrows move between rows. */

const NEXT = { ArrowDown: 1, ArrowUp: -1 }

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return
  const typing = event.target.closest("input, select, textarea")
  if (event.key === "/" && !typing) return search(event)
  if (NEXT[event.key] && event.target.closest("[data-rows]")) move(event)
})

/** Put the cursor into the search field. */
function search(event) {
  const field = document.querySelector("[data-search]")
  if (!field) return
  event.preventDefault()
  field.select()
}

/** Go to the row above or below. */
function move(event) {
  const links = [...document.querySelectorAll("[data-rows] .table__link")]
  const here = links.indexOf(event.target)
  const there = links[here + NEXT[event.key]]
  if (here < 0 || !there) return
  event.preventDefault()
  there.focus()
}

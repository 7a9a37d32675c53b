// The app she last navigated with stands first, on this phone.

const CHOSEN = "navigate"

export function rememberNavigator() {
  sort()
  document.addEventListener("htmx:after:swap", sort)
  document.addEventListener("click", ({ target }) => {
    const link = target instanceof Element ? target.closest("[data-navigate]") : null
    if (!(link instanceof HTMLElement)) return
    localStorage.setItem(CHOSEN, link.dataset.navigate ?? "")
    sort()
  })
}

/** The page is the same on every phone: the choice is put first here. */
function sort() {
  const chosen = localStorage.getItem(CHOSEN)
  for (const link of document.querySelectorAll("[data-navigate]"))
    if (link instanceof HTMLElement && link.dataset.navigate === chosen)
      link.parentElement?.prepend(link)
}

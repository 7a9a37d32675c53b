// The theme is this phone's: the profile page offers it, theme.js applies it before paint.

export function offerThemes() {
  mark()
  document.addEventListener("htmx:after:swap", mark)
  document.addEventListener("change", (event) => {
    const field = event.target
    if (!(field instanceof HTMLInputElement) || field.name !== "theme") return
    localStorage.setItem("theme", field.value)
    dispatchEvent(new Event("theme:chosen"))
  })
}

/** The page is the same on every phone: the choice is marked here. */
function mark() {
  const chosen = localStorage.getItem("theme") ?? "auto"
  for (const field of document.querySelectorAll("input[name=theme]")) {
    if (field instanceof HTMLInputElement) field.checked = field.value === chosen
  }
}

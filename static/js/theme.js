// Chooses the theme before the first paint: the page carries "auto", this phone its own choice.
// The fonts come at once where the worker holds them, else when the line is free.
{
  const root = document.documentElement
  const dark = matchMedia("(prefers-color-scheme: dark)")
  const contrast = matchMedia("(prefers-contrast: more)")

  const automatic = () => (contrast.matches ? "sun" : dark.matches ? "dark" : "light")

  const apply = () => {
    const chosen = localStorage.getItem("theme") ?? "auto"
    root.dataset.theme = chosen === "auto" ? automatic() : chosen
  }

  apply()
  dark.addEventListener("change", apply)
  contrast.addEventListener("change", apply)
  addEventListener("storage", apply)
  addEventListener("theme:chosen", apply)

  const loadFonts = () => {
    const link = document.createElement("link")
    link.rel = "stylesheet"
    link.href = root.dataset.fonts ?? ""
    document.head.append(link)
  }

  const isKept = Boolean(navigator.serviceWorker?.controller)
  if (root.dataset.fonts && isKept) loadFonts()
  else if (root.dataset.fonts) addEventListener("load", () => setTimeout(loadFonts, 3_000))
}

// The export of unsent work is rarely asked for: its script comes when it is.

export function offerRescue() {
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("[data-rescue-script]") : null
    if (button instanceof HTMLElement) load(button)
  })
}

/** From then on the script hears the button itself. @param {HTMLElement} button */
function load(button) {
  const script = document.createElement("script")
  script.src = button.dataset.rescueScript ?? ""
  script.onload = () => {
    delete button.dataset.rescueScript
    button.dataset.rescueAct = "begin"
  }
  document.head.append(script)
}

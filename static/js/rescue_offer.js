// The export of unsent work is rarely asked for: its script comes when it is.

export function offerRescue() {
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? target.closest("[data-rescue-script]") : null
    if (button instanceof HTMLElement) load(button)
  })
}

/** From then on the script hears the buttons itself. @param {HTMLElement} button */
function load(button) {
  const src = button.dataset.rescueScript ?? ""
  const hand = () => handOver(button)
  if (document.querySelector(`script[src="${src}"]`)) return hand()
  const script = Object.assign(document.createElement("script"), { src, onload: hand })
  document.head.append(script)
}

/** @param {HTMLElement} button */
function handOver(button) {
  delete button.dataset.rescueScript
  button.dataset.rescueAct = "begin"
}

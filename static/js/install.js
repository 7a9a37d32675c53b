// Installing: Chromium hands over its prompt, an iPhone needs to be told how.

const IPHONE = /iPhone|iPad|iPod/

/** @type {{ prompt: any }} */
const offer = { prompt: null }

export function offerInstall() {
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault()
    offer.prompt = event
    show()
  })
  addEventListener("appinstalled", forget)
  document.addEventListener("htmx:after:swap", show)
  document.addEventListener("click", follow)
  show()
}

function show() {
  const onIphone = IPHONE.test(navigator.userAgent) && !isInstalled()
  const isWanted = localStorage.getItem("install_hint") !== "no"
  reveal("[data-install]", offer.prompt !== null)
  reveal("[data-install-iphone]", onIphone)
  reveal("[data-install-hint]", isWanted && (offer.prompt !== null || onIphone))
}

function isInstalled() {
  return matchMedia("(display-mode: standalone)").matches
}

/** @param {MouseEvent} event */
async function follow({ target }) {
  if (!(target instanceof Element)) return
  if (target.closest("[data-install-dismiss]")) dismiss()
  if (!target.closest("[data-install-button]") || !offer.prompt) return
  await offer.prompt.prompt()
  forget()
}

function dismiss() {
  localStorage.setItem("install_hint", "no")
  show()
}

/** A prompt can be used once. */
function forget() {
  offer.prompt = null
  show()
}

/** @param {string} selector @param {boolean} isShown */
function reveal(selector, isShown) {
  for (const element of document.querySelectorAll(selector))
    element.toggleAttribute("hidden", !isShown)
}

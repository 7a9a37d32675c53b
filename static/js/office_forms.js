/**
 * Forms of the office: one press sends once, what is wrong comes into focus, and what
 * was typed stays on the page when the server or the session is gone.
 */

const SIGNED_OUT = 401
const SERVER_FAULT = 500

document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target)
  if (event.defaultPrevented || !form.matches("[data-form]")) return
  event.preventDefault()
  if (form.hasAttribute("data-sending")) return
  send(form, event.submitter)
})

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest("[data-errors] a[href^='#']")
  if (!link) return
  const field = document.getElementById(String(link.getAttribute("href")).slice(1))
  if (!field) return
  event.preventDefault()
  field.closest("details")?.setAttribute("open", "")
  field.scrollIntoView({ block: "center" })
  field.focus({ preventScroll: true })
})

document.addEventListener("click", copy)

showErrors()

/** Send a form and show what comes back. @param {HTMLFormElement} form @param {HTMLElement | null} button */
async function send(form, button) {
  const body = new URLSearchParams(/** @type {*} */ (new FormData(form, button)))
  busy(form, button, true)
  try {
    const answer = await fetch(form.action, { method: "POST", body })
    if (answer.redirected && answer.ok) return location.assign(answer.url)
    if (answer.status === SIGNED_OUT) return say(form, button, "signedOut")
    if (answer.status >= SERVER_FAULT || !show(await answer.text()))
      say(form, button, "unreachable")
  } catch {
    say(form, button, "unreachable")
  }
}

/** @param {HTMLFormElement} form @param {HTMLElement | null} button @param {boolean} is */
function busy(form, button, is) {
  form.toggleAttribute("data-sending", is)
  button?.toggleAttribute("data-busy", is)
  if (is) button?.setAttribute("aria-disabled", "true")
  else button?.removeAttribute("aria-disabled")
  const status = document.querySelector("[data-form-status]")
  if (status instanceof HTMLElement) status.textContent = is ? String(status.dataset.sending) : ""
}

/** Say above the form why it was not sent; all that was typed stays. @param {HTMLFormElement} form @param {HTMLElement | null} button @param {"signedOut" | "unreachable"} why */
function say(form, button, why) {
  busy(form, button, false)
  const status = document.querySelector("[data-form-status]")
  if (!(status instanceof HTMLElement)) return
  document.querySelector("[data-unsent]")?.remove()
  const note = document.createElement("p")
  note.className = "errors"
  note.tabIndex = -1
  note.dataset.unsent = ""
  note.setAttribute("role", "alert")
  note.textContent = String(status.dataset[why])
  form.before(note)
  note.focus()
}

/** Put the page that came back in place of this one, if it is one. @param {string} html */
function show(html) {
  const page = new DOMParser().parseFromString(html, "text/html")
  const work = page.querySelector("#content")
  if (!work) return false
  document.title = page.title
  document.querySelector("#content")?.replaceWith(document.adoptNode(work))
  const { htmx } = /** @type {any} */ (globalThis)
  htmx.process(document.querySelector("#content"))
  scrollTo(0, 0)
  showErrors()
  return true
}

function showErrors() {
  const errors = document.querySelector("[data-errors]")
  if (errors instanceof HTMLElement) errors.focus()
}

/** Put a field's text on the clipboard, or mark it where that is refused. @param {MouseEvent} event */
async function copy({ target }) {
  const button = target instanceof Element ? target.closest("[data-copy]") : null
  if (!(button instanceof HTMLElement)) return
  const field = document.getElementById(String(button.dataset.copy))
  if (!(field instanceof HTMLInputElement)) return
  field.select()
  await navigator.clipboard?.writeText(field.value)
  const status = document.querySelector("[data-form-status]")
  if (status) status.textContent = String(button.dataset.done)
}

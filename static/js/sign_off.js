/**
 * The sign-off page: formats a CPF or CNPJ when the field is left, and hands every
 * change to the draft, so that a killed page comes back as it was.
 */

const PAUSE_MS = 400
const POINTS = [
  [/^(\d{3})(\d{3})(\d{3})(\d{2})$/, "$1.$2.$3-$4"],
  [/^([0-9A-Z]{2})([0-9A-Z]{3})([0-9A-Z]{3})([0-9A-Z]{4})(\d{2})$/, "$1.$2.$3/$4-$5"],
]

/** @type {Map<HTMLFormElement, number>} */
const unkept = new Map()

/** @param {Event} event */
function draftForm(event) {
  const target = event.target instanceof Element ? event.target : null
  return /** @type {HTMLFormElement | null} */ (target?.closest("form[data-draft]") ?? null)
}

/** @param {Event} event */
function keepSoon(event) {
  const form = draftForm(event)
  if (!form) return
  clearTimeout(unkept.get(form))
  unkept.set(
    form,
    setTimeout(() => keep(form), PAUSE_MS),
  )
}

/** A stroke cannot be typed again: it is kept before the next one. @param {Event} event */
function keepNow(event) {
  const form = draftForm(event)
  if (form) keep(form)
}

/** @param {HTMLFormElement} form */
function keep(form) {
  clearTimeout(unkept.get(form))
  unkept.delete(form)
  const body = new URLSearchParams(/** @type {any} */ (new FormData(form)))
  fetch(String(form.dataset.draft), { method: "POST", body, keepalive: true }).catch(() => {})
}

function keepAll() {
  for (const form of unkept.keys()) keep(form)
}

/** @param {Event} event */
function writePoints(event) {
  const field = event.target
  if (!(field instanceof HTMLInputElement) || !field.matches("[data-tax-number]")) return
  const plain = field.value.toUpperCase().replace(/[^0-9A-Z]/g, "")
  for (const [shape, points] of POINTS) {
    if (/** @type {RegExp} */ (shape).test(plain)) {
      field.value = plain.replace(shape, /** @type {string} */ (points))
    }
  }
}

/** @param {Event} event */
function forget(event) {
  const form = draftForm(event)
  if (form) clearTimeout(unkept.get(form))
  if (form) unkept.delete(form)
}

const summary = document.querySelector("[data-focus]")
if (summary instanceof HTMLElement) summary.focus()

document.addEventListener("input", keepSoon)
document.addEventListener("signaturechange", keepNow)
document.addEventListener("change", writePoints)
document.addEventListener("paste", (event) => setTimeout(() => writePoints(event)))
document.addEventListener("submit", forget)
document.addEventListener("visibilitychange", keepAll)
addEventListener("pagehide", keepAll)

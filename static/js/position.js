// The last fix goes with a step; a tap never waits for one.

const FRESH_MS = 120_000
const DECIMALS = 6

/** @type {Record<number, string>} */
const REASONS = { 1: "denied", 2: "timeout", 3: "timeout" }

/** @type {{ fix: GeolocationPosition | null, reason: string, watch: number | null }} */
const place = { fix: null, reason: "timeout", watch: null }

export function fillPositions() {
  if (!navigator.geolocation) place.reason = "unsupported"
  watchWhenNeeded()
  document.addEventListener("htmx:after:swap", watchWhenNeeded)
  document.addEventListener("htmx:config:request", fillBody)
  document.addEventListener("formdata", fillForm)
}

/** Ask the phone only while a step of the page carries a place. */
function watchWhenNeeded() {
  if (!navigator.geolocation) return
  if (!document.querySelector("[data-position]")) return rest()
  place.watch ??= navigator.geolocation.watchPosition(keep, miss, {
    enableHighAccuracy: true,
    maximumAge: FRESH_MS,
  })
}

function rest() {
  if (place.watch !== null) navigator.geolocation.clearWatch(place.watch)
  place.watch = null
}

/** @param {GeolocationPosition} fix */
function keep(fix) {
  place.fix = fix
}

/** @param {GeolocationPositionError} error */
function miss(error) {
  place.reason = REASONS[error.code] ?? "timeout"
}

/** @param {Event} event */
function fillBody(event) {
  const form = event.target instanceof Element ? event.target.closest("[data-position]") : null
  if (!form) return
  const { body } = /** @type {CustomEvent} */ (event).detail.ctx.request
  for (const [name, value] of Object.entries(fields())) body.set(name, value)
}

/** A form that the browser sends by itself. @param {FormDataEvent} event */
function fillForm(event) {
  const form = event.target instanceof HTMLFormElement ? event.target : null
  if (!form?.matches("[data-position]")) return
  for (const [name, value] of Object.entries(fields())) event.formData.set(name, value)
}

function fields() {
  const { fix, reason } = place
  if (!fix || Date.now() - fix.timestamp > FRESH_MS) {
    return { latitude: "", longitude: "", accuracy_m: "", taken_at: "", unavailable: reason }
  }
  const { latitude, longitude, accuracy } = fix.coords
  return {
    latitude: latitude.toFixed(DECIMALS),
    longitude: longitude.toFixed(DECIMALS),
    accuracy_m: String(Math.round(accuracy)),
    taken_at: new Date(fix.timestamp).toISOString(),
    unavailable: "",
  }
}

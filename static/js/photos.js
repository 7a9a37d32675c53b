/**
 * The photos of a visit: a slot opens the camera, files are the second path, and each
 * photo is shrunk in a worker, one at a time, then handed to the app.
 */

const MARKER = "camera_open"
const MARKER_LIFE_MS = 15 * 60_000
const TIMEOUT_MS = 30_000
const PHOTOS_OF_A_WORKER = 8
const AGAIN_MS = 3_000
const TILE = /<figure class="shot" id="([^"]+)".*?<\/figure>/gs
const REGIONS = ["photos-head", "photos", "photos-foot", "proofs", "cannot-complete-foot"]

/** @typedef {{ file?: File, frame?: ImageBitmap }} Source */
/** @typedef {{ item: string, repeats: string }} Goal what a photo is for */

/** @type {{ worker: Worker | null, waiting: Map<number, (answer: any) => void>, last: number, tail: Promise<void> }} */
const workshop = { worker: null, waiting: new Map(), last: 0, tail: Promise.resolve() }

/** Each tile as it was written last. @type {Map<string, string>} */
const written = new Map()

const page = () => /** @type {HTMLElement | null} */ (document.querySelector("[data-evidence]"))

/** @param {Event} event */
function shoot(event) {
  const slot = event.target instanceof Element ? event.target.closest("[data-shoot]") : null
  if (!(slot instanceof HTMLElement)) return
  event.preventDefault()
  say("")
  const camera = /** @type {any} */ (document.querySelector("photo-camera"))
  const goal = { item: slot.dataset.shoot ?? "", repeats: slot.dataset.retake ?? "" }
  camera.open(goal, (slot.dataset.label ?? "").trim())
}

/** Before the camera app opens: it may cost the page its life. @param {Event} event */
function mark(event) {
  const picker = event.target instanceof Element ? event.target.closest("[data-pick]") : null
  if (!(picker instanceof HTMLElement)) return
  const marker = { path: location.pathname, item: picker.dataset.pick ?? "", at: Date.now() }
  sessionStorage.setItem(MARKER, JSON.stringify(marker))
}

/** The page that comes back is shown the slot that it was at. */
function resume() {
  const marker = JSON.parse(sessionStorage.getItem(MARKER) ?? "null")
  if (!marker || marker.path !== location.pathname) return
  sessionStorage.removeItem(MARKER)
  if (Date.now() - marker.at > MARKER_LIFE_MS) return
  const slot = document.querySelector(`[data-slot-of="${CSS.escape(marker.item)}"]`)
  slot?.scrollIntoView({ block: "center" })
  say("camera_resumed")
}

/** @param {Event} event */
function pick(event) {
  const picker = event.target
  if (!(picker instanceof HTMLInputElement) || !picker.matches("[data-pick]")) return
  sessionStorage.removeItem(MARKER)
  say("")
  for (const file of picker.files ?? []) {
    enqueue({ file }, { item: picker.dataset.pick ?? "", repeats: "" })
  }
  picker.value = ""
}

/** One at a time, so that fifty photos need the memory of one. @param {Source} source @param {Goal} goal */
function enqueue(source, goal) {
  const placeholder = showPlaceholder(goal.item)
  workshop.tail = workshop.tail
    .then(() => keep(source, goal))
    .finally(() => {
      placeholder?.remove()
      relieve()
    })
}

/** @param {Source} source @param {Goal} goal */
async function keep(source, { item, repeats }) {
  const shrunk = await shrink(source)
  if (!shrunk.ok) return say(shrunk.code)
  const body = placeOf()
  body.set("item_id", item)
  body.set("repeats", repeats)
  body.set("sha256", shrunk.sha256)
  body.set("photo", shrunk.photo, shrunk.sha256)
  if (shrunk.small) body.set("small", shrunk.small)
  if (shrunk.measures) body.set("measures", JSON.stringify(shrunk.measures))
  if (source.file) body.set("captured_at", new Date(source.file.lastModified).toISOString())
  await post(body).catch(() => say("photo_failed"))
}

/** @param {FormData} body */
async function post(body) {
  const late = new AbortController()
  const timer = setTimeout(() => late.abort(), TIMEOUT_MS)
  const sending = fetch(String(page()?.dataset.evidence), {
    method: "POST",
    body,
    signal: late.signal,
  })
  const answer = await sending.finally(() => clearTimeout(timer)) // which would hold the photo
  const is_full = answer.status === 507
  document.dispatchEvent(new CustomEvent("photokept", { detail: { is_full } }))
  if (!answer.ok) return say(is_full ? "storage_full" : "photo_failed")
  const refresh = page()?.dataset.refresh
  show(await (refresh ? await fetch(refresh) : answer).text())
}

/** A form with the last fix that the app holds: a photo never waits for one. */
function placeOf() {
  const form = document.querySelector("form[data-photo-place]")
  return form instanceof HTMLFormElement ? new FormData(form) : new FormData()
}

/** @param {string} html */
function show(html) {
  const fresh = document.createElement("template") // lighter than a document
  fresh.innerHTML = withoutSame(html)
  for (const id of REGIONS) {
    const next = fresh.content.getElementById(id)
    const place = document.getElementById(id)
    if (!next || !place) continue
    if (next.matches("[data-tiles]")) arrange(place, tilesOf(place, next))
    else place.replaceWith(next)
  }
}

/** Tiles that are written as they were are not made anew: fifty would weigh 50 × 50. @param {string} html */
function withoutSame(html) {
  return html.replace(TILE, (tile, id) => {
    const isSame = written.get(id) === tile && document.getElementById(id)
    written.set(id, tile)
    return isSame ? `<i id="${id}" data-same></i>` : tile
  })
}

/** @param {Element} place @param {Element} next */
function tilesOf(place, next) {
  const tiles = [...next.children].map((tile) =>
    tile.matches("[data-same]") ? (document.getElementById(tile.id) ?? tile) : tile,
  )
  return [...place.querySelectorAll("[data-placeholder]"), ...tiles]
}

/** A tile that stays where it is is not laid out again. @param {Element} place @param {Element[]} tiles */
function arrange(place, tiles) {
  for (const tile of [...place.children]) if (!tiles.includes(tile)) tile.remove()
  for (const [at, tile] of tiles.entries()) {
    if (place.children[at] !== tile) place.insertBefore(tile, place.children[at] ?? null)
  }
}

/** @param {string} item */
function showPlaceholder(item) {
  const mould = document.querySelector("template[data-mould]")
  if (!(mould instanceof HTMLTemplateElement)) return null
  const tile = /** @type {HTMLElement} */ (mould.content.firstElementChild?.cloneNode(true))
  document.querySelector("[data-tiles]")?.prepend(tile)
  if (item) document.querySelector(`[data-slot-of="${CSS.escape(item)}"]`)?.replaceWith(tile)
  return tile
}

/** @param {Source} source @returns {Promise<any>} */
function shrink(source) {
  workshop.last += 1
  const id = workshop.last
  return new Promise((resolve) => {
    const timer = setTimeout(() => settle(id, { ok: false, code: "photo_failed" }), TIMEOUT_MS)
    workshop.waiting.set(id, (answer) => {
      clearTimeout(timer) // which would hold the photo
      resolve(answer)
    })
    worker().postMessage({ id, ...source }, source.frame ? [source.frame] : [])
  })
}

function worker() {
  if (workshop.worker) return workshop.worker
  const made = new Worker(String(page()?.dataset.photoWorker))
  made.onmessage = ({ data }) => settle(data.id, data)
  made.onerror = () => {
    for (const id of workshop.waiting.keys()) settle(id, { ok: false, code: "photo_failed" })
    workshop.worker = null
  }
  workshop.worker = made
  return made
}

/** A worker holds what its photos were made of until it ends. */
function relieve() {
  if (workshop.last % PHOTOS_OF_A_WORKER) return
  workshop.worker?.terminate()
  workshop.worker = null
  if (page()) worker()
}

/** @param {number} id @param {any} answer */
function settle(id, answer) {
  workshop.waiting.get(id)?.(answer)
  workshop.waiting.delete(id)
}

/** How far a photo has gone, as the worker says it. @param {{ sha256: string, label: any }} upload */
function showUpload({ sha256, label }) {
  const chip = document.querySelector(`[data-upload="${CSS.escape(sha256)}"]`)
  if (!chip) return
  const fresh = document.createElement("span")
  fresh.className = "chip chip--bare"
  fresh.dataset.s = label.tone
  fresh.dataset.upload = sha256
  fresh.innerHTML = label.icon
  fresh.append(label.text)
  chip.replaceWith(fresh)
}

/** She taps "send again": the worker does not wait for its next turn. @param {Event} event */
function sendAgain({ target }) {
  const chip = target instanceof Element ? target.closest("button[data-upload]") : null
  if (!(chip instanceof HTMLButtonElement)) return
  chip.disabled = true
  setTimeout(() => (chip.disabled = false), AGAIN_MS)
  navigator.serviceWorker?.controller?.postMessage({ type: "sync_now" })
}

/** Show the sentence of a code; the words wait in the page. @param {string} code */
function say(code) {
  const place = document.querySelector("[data-photo-problem]")
  const words = document.querySelector(`template[data-sentence="${CSS.escape(code || "none")}"]`)
  if (!place) return
  place.replaceChildren()
  if (words instanceof HTMLTemplateElement) place.append(words.content.cloneNode(true))
  if (code) place.scrollIntoView({ block: "nearest" })
}

document.addEventListener("click", shoot)
document.addEventListener("click", mark)
document.addEventListener("click", sendAgain)
document.addEventListener("change", pick)
document.addEventListener("phototaken", (event) => {
  const { frame, ...goal } = /** @type {CustomEvent} */ (event).detail
  enqueue({ frame }, goal)
})
document.addEventListener("camerafailed", (event) =>
  say(/** @type {CustomEvent} */ (event).detail.code),
)
navigator.serviceWorker?.addEventListener("message", ({ data }) => {
  if (data.type === "upload") showUpload(data)
})
resume()

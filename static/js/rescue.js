/**
 * “Export what is still to send”: reads the databases itself, so that it works when the
 * service worker does not; loaded when it is asked for.
 */

import { rescueFiles } from "./rescue_file.js"

/** @typedef {import("./rescue_file.js").Held} Held */

/** @type {{ files: File[] }} */
const made = { files: [] }

const dialog = () =>
  /** @type {HTMLDialogElement | null} */ (document.querySelector("dialog[data-rescue]"))

document.addEventListener("click", ({ target }) => {
  const button = target instanceof Element ? target.closest("[data-rescue-act]") : null
  if (!(button instanceof HTMLElement)) return
  const act = ACTS[button.dataset.rescueAct ?? ""]
  act?.()
})

/** @type {Record<string, () => void>} */
const ACTS = {
  begin: () => begin(),
  share: () => share(),
  save: () => made.files.forEach(save),
  close: () => dialog()?.close(),
}

begin()

async function begin() {
  show("making")
  dialog()?.showModal()
  try {
    const held = await heldHere()
    if (!held) return show("impossible")
    made.files = named(await rescueFiles(held), held)
    tell(held)
    show("ready")
  } catch (error) {
    reportError(error)
    show("impossible")
  }
}

/** @param {Blob[]} blobs @param {Held} held */
function named(blobs, { client_id }) {
  const day = new Date().toISOString().slice(0, 10)
  return blobs.map((blob, index) => {
    const part = blobs.length > 1 ? `-${index + 1}-${blobs.length}` : ""
    return new File([blob], `visada-${day}-${client_id.slice(0, 8)}${part}.txt`, {
      type: "text/plain",
    })
  })
}

/** @param {Held} held */
function tell({ operations, evidence }) {
  const bytes = made.files.reduce((sum, { size }) => sum + size, 0)
  write("operations", String(operations.length))
  write("evidence", String(evidence.length))
  write("size", words(bytes))
  write("name", made.files.map(({ name }) => name).join(", "))
  const canShare = navigator.canShare?.({ files: made.files }) ?? false
  for (const button of document.querySelectorAll("[data-rescue-act=share]"))
    button.toggleAttribute("hidden", !canShare)
}

/** @param {number} bytes */
function words(bytes) {
  const isSmall = bytes < 1_000_000
  const format = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 })
  return isSmall ? `${Math.ceil(bytes / 1_000)} kB` : `${format.format(bytes / 1_000_000)} MB`
}

async function share() {
  await navigator.share({ files: made.files }).catch(() => {})
}

/** @param {File} file */
function save(file) {
  const link = document.createElement("a")
  link.href = URL.createObjectURL(file)
  link.download = file.name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}

/** @param {"making" | "ready" | "impossible"} state */
function show(state) {
  for (const part of document.querySelectorAll("[data-rescue-state]"))
    part.toggleAttribute("hidden", part.getAttribute("data-rescue-state") !== state)
}

/** @param {string} name @param {string} text */
function write(name, text) {
  for (const place of document.querySelectorAll(`[data-rescue-${name}]`)) place.textContent = text
}

/** Everything that no receipt has settled, or null when this phone was never enrolled. @returns {Promise<Held | null>} */
async function heldHere() {
  const device = await opened("fieldapp-device")
  const user = await asked(device.transaction("meta").objectStore("meta").get("active_user"))
  device.close()
  if (!user) return null
  const name = `fieldapp-${user.id}`
  const database = await opened(name)
  const stores = database.transaction(["meta", "documents", "outbox", "uploads"])
  const [client, clock, profile, entries, uploads] = await Promise.all([
    asked(stores.objectStore("meta").get("enrolment")),
    asked(stores.objectStore("meta").get("clock")),
    asked(stores.objectStore("documents").get(["profile", user.id])),
    asked(stores.objectStore("outbox").getAll()),
    asked(stores.objectStore("uploads").getAll()),
  ])
  database.close()
  const rescue = profile?.document?.rescue
  if (!client || !rescue) return null
  const waiting = uploads.filter(
    (/** @type {any} */ upload) => !upload.received_at && !upload.is_missing,
  )
  return {
    user_id: user.id,
    client_id: client.client_id,
    offset_ms: Math.round(clock?.offset_ms ?? 0),
    operations: entries.map((/** @type {any} */ entry) => entry.bytes),
    evidence: waiting.map((/** @type {any} */ { sha256 }) => ({
      sha256,
      read: () => bytesOf(name, sha256),
    })),
    rescue,
  }
}

/** An open page must not keep a newer program from its database. @param {string} name @param {string} sha256 */
async function bytesOf(name, sha256) {
  const database = await opened(name)
  const bytes = await asked(database.transaction("blobs").objectStore("blobs").get(sha256))
  database.close()
  return bytes
}

/** @param {string} name @returns {Promise<IDBDatabase>} */
function opened(name) {
  return asked(indexedDB.open(name))
}

/** @param {IDBRequest} request @returns {Promise<any>} */
function asked(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}

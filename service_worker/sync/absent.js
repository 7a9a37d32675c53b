// What her orders wait for and this phone does not know: another one took it, or the browser threw all away.

import { nowMs } from "../clock.js"
import { allUploads } from "../store/blobs.js"
import { allRecords } from "../store/records.js"

/** @typedef {import("../store/session.js").Session} Session */
/** @typedef {import("../store/blobs.js").Upload} Upload */
/** @typedef {import("../store/records.js").Record_} Record_ */

const LOOK_EVERY_MS = 300_000
const SETTLED = new Set(["completed", "closed"])
const LOST = { size_bytes: 0, received_at: null, is_missing: true }

/** @type {WeakMap<Session, number>} */
const looked = new WeakMap()

/** Now and then: reading every order costs more than a round trip. @param {Session} session */
export function isTimeToLook(session) {
  const last = looked.get(session)
  if (last !== undefined && nowMs() - last < LOOK_EVERY_MS) return false
  looked.set(session, nowMs())
  return true
}

/** As uploads that cannot go. @param {Session} session @returns {Promise<Upload[]>} */
export async function absentThings({ database, user, now }) {
  const [orders, uploads] = await database.read(["documents", "uploads"], (transaction) =>
    Promise.all([allRecords(transaction, "work_order"), allUploads(transaction)]),
  )
  const known = new Set(uploads.map(({ sha256 }) => sha256))
  return orders
    .flatMap((order) => awaited(order, user.id))
    .filter(({ sha256 }) => !known.has(sha256))
    .map((one) => ({ ...one, ...LOST, added_at: now() }))
}

/** @param {Record_} record @param {string} userId */
function awaited({ id: work_order_id, document, gone }, userId) {
  if (gone) return []
  const own = document.visits.filter((/** @type {any} */ visit) => visit.technician.id === userId)
  return own.flatMap((/** @type {any} */ { evidence, sign_offs }) => {
    const photos = evidence.filter((/** @type {any} */ one) => !one.removed && !one.received)
    const { signature_sha256, manifest_sha256 } = sign_offs.at(-1) ?? {}
    const signed = SETTLED.has(document.phase) ? [] : [signature_sha256, manifest_sha256]
    return [
      ...photos.map((/** @type {any} */ { sha256 }) => ({ sha256, media_type: "image/jpeg" })),
      ...signed.filter(Boolean).map((sha256) => ({ sha256, media_type: "application/json" })),
    ].map((one) => ({ ...one, work_order_id }))
  })
}

// What would be lost with this phone: operations, and photos whose operation went ahead of them.

import { waitingUploads } from "./blobs.js"
import { firstEntries } from "./outbox.js"

/** @typedef {import("./database.js").Transaction} Transaction */
/** @typedef {import("./outbox.js").Entry} Entry */
/** @typedef {import("./blobs.js").Upload} Upload */
/** @typedef {{ entries: Entry[], alone: Upload[], beside: Map<string, Upload> }} Unsent */

const DIGEST = /[0-9a-f]{64}/g

export const UNSENT_STORES = ["outbox", "uploads"]

/**
 * `beside`: by operation, the upload that goes with it. `alone`: those whose operation was sent.
 * @param {Transaction} transaction over UNSENT_STORES
 * @returns {Promise<Unsent>}
 */
export async function unsent(transaction) {
  const [entries, uploads] = await Promise.all([
    firstEntries(transaction),
    waitingUploads(transaction),
  ])
  const waiting = new Map(uploads.map((upload) => [upload.sha256, upload]))
  const beside = new Map()
  for (const { id, bytes } of waiting.size ? entries : []) {
    for (const [digest] of bytes.matchAll(DIGEST)) {
      if (waiting.has(digest)) beside.set(id, waiting.get(digest))
      waiting.delete(digest)
    }
  }
  return { entries, beside, alone: [...waiting.values()] }
}

/** @param {Transaction} transaction over UNSENT_STORES @returns {Promise<number>} */
export async function countUnsent(transaction) {
  const { entries, alone } = await unsent(transaction)
  return entries.length + alone.length
}

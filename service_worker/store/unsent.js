// What would be lost with this phone: operations, and photos whose operation went ahead of them.

import { waitingUploads } from "./blobs.js"
import { firstEntries } from "./outbox.js"

/** @typedef {import("./database.js").Transaction} Transaction */
/** @typedef {import("./outbox.js").Entry} Entry */
/** @typedef {import("./blobs.js").Upload} Upload */
/** @typedef {{ entries: Entry[], alone: Upload[], beside: Map<string, Upload> }} Unsent */

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
  const beside = new Map(
    uploads.flatMap((upload) => {
      const entry = entries.find(({ bytes }) => bytes.includes(upload.sha256))
      return entry ? [[entry.id, upload]] : []
    }),
  )
  const held = new Set([...beside.values()].map(({ sha256 }) => sha256))
  return { entries, beside, alone: uploads.filter(({ sha256 }) => !held.has(sha256)) }
}

/** @param {Transaction} transaction over UNSENT_STORES @returns {Promise<number>} */
export async function countUnsent(transaction) {
  const { entries, alone } = await unsent(transaction)
  return entries.length + alone.length
}

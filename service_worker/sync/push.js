// The sending half of a round: which operations go, and what the receipts settle.

import { deleteEntry, firstEntries } from "../store/outbox.js"
import { getRecord } from "../store/records.js"
import { putSent } from "../store/sent.js"

/** @typedef {import("../store/database.js").Transaction} Transaction */
/** @typedef {import("../store/outbox.js").Entry} Entry */
/** @typedef {{ count: number, bytes: number }} Limits */
/** @typedef {{ id: string, status: string, rev: number | null, problem: any }} Receipt */

/** What one push may hold; the rest of 256 KB is for the envelope. @type {Limits} */
export const WHOLE_BATCH = { count: 250, bytes: 240_000 }

/** Half of it, when the server found it too large. @param {Limits} limits @returns {Limits} */
export function halved({ count, bytes }) {
  return { count: Math.max(1, Math.floor(count / 2)), bytes: Math.max(1, Math.floor(bytes / 2)) }
}

/**
 * The oldest operations that fit; at least one, however large.
 * @param {Transaction} transaction
 * @param {Limits} limits
 */
export async function nextBatch(transaction, { count, bytes }) {
  if (count === 0) return []
  const entries = await firstEntries(transaction, count)
  let room = bytes
  return entries.filter((entry, index) => {
    room -= new TextEncoder().encode(entry.bytes).length
    return index === 0 || room >= 0
  })
}

/**
 * Move what has a receipt out of the outbox, and keep it.
 * @param {Transaction} transaction
 * @param {Entry[]} batch
 * @param {{ receipts: Receipt[], now: string }} answer
 * @returns {Promise<Entry[]>} the entries that are settled
 */
export async function settle(transaction, batch, answer) {
  const receipts = new Map(answer.receipts.map((receipt) => [receipt.id, receipt]))
  const settled = batch.filter((entry) => receipts.has(entry.id))
  for (const entry of settled) {
    const receipt = /** @type {Receipt} */ (receipts.get(entry.id))
    await keep(transaction, entry, receipt, answer.now)
    deleteEntry(transaction, entry.sequence)
  }
  return settled
}

/** @param {Transaction} transaction @param {Entry} entry @param {Receipt} receipt @param {string} now */
async function keep(transaction, entry, { status, rev, problem }, now) {
  const { id, name, work_order_id, bytes } = entry
  const sent = { id, name, work_order_id, bytes, status, rev, problem, acknowledged_at: now }
  const isUnseen = await isAhead(transaction, work_order_id, rev)
  return putSent(transaction, isUnseen ? { ...sent, waiting_for: work_order_id ?? "" } : sent)
}

/** Is the stored document older than the receipt? @param {Transaction} transaction @param {string | null} orderId @param {number | null} rev */
async function isAhead(transaction, orderId, rev) {
  if (rev === null || orderId === null) return false
  const record = await getRecord(transaction, "work_order", orderId)
  return record !== undefined && record.rev < rev
}

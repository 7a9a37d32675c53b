// Acknowledged operations, kept until the server says that they are in a backup.

import { put } from "./written.js"

/** @typedef {import("./database.js").Transaction} Transaction */
/**
 * `waiting_for` names the order whose stored document does not show the operation yet.
 * @typedef {{ position?: number, id: string, name: string, work_order_id: string | null, bytes: string,
 *   status: string, rev: number | null, problem: any, acknowledged_at: string, waiting_for?: string }} Sent
 */

const KEPT_DAYS = 30
const DAY_MS = 86_400_000

/** @param {Transaction} transaction @param {Sent} sent */
export function putSent(transaction, sent) {
  return put(transaction, "sent", sent)
}

/** @param {Transaction} transaction @returns {Promise<Sent[]>} */
export function allSent(transaction) {
  return transaction.objectStore("sent").getAll()
}

/** @param {Transaction} transaction @param {string} since @returns {Promise<Sent[]>} */
export function sentSince(transaction, since) {
  return transaction
    .objectStore("sent")
    .index("acknowledged_at")
    .getAll(IDBKeyRange.lowerBound(since))
}

/** @param {Transaction} transaction @param {string} orderId @returns {Promise<Sent[]>} */
export function sentButUnseen(transaction, orderId) {
  return transaction.objectStore("sent").index("waiting_for").getAll(orderId)
}

/** @param {Transaction} transaction */
export function clearSent(transaction) {
  return transaction.objectStore("sent").clear()
}

/**
 * Forget what a backup holds, and what is older than 30 days, once a document shows it.
 * @param {Transaction} transaction
 * @param {string | null} durableUntil
 * @param {string} now
 */
export async function pruneSent(transaction, durableUntil, now) {
  const oldest = new Date(Date.parse(now) - KEPT_DAYS * DAY_MS).toISOString()
  const limit = durableUntil && durableUntil > oldest ? durableUntil : oldest
  const range = IDBKeyRange.upperBound(limit)
  /** @type {Sent[]} */
  const old = await transaction.objectStore("sent").index("acknowledged_at").getAll(range)
  for (const { position, waiting_for } of old)
    if (!waiting_for && position !== undefined) transaction.objectStore("sent").delete(position)
}

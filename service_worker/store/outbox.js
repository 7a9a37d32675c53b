// Operations that the server has not acknowledged, in the order they were made.

import { add } from "./written.js"

/** @typedef {import("./database.js").Transaction} Transaction */
/**
 * `bytes` is the operation as it travels; it is never changed, so a lost answer is
 * met by the same bytes again.
 * @typedef {{ sequence: number, id: string, name: string, work_order_id: string | null,
 *   previous: string, bytes: string }} Entry
 */

/** @param {Transaction} transaction @param {Entry} entry */
export function addEntry(transaction, entry) {
  return add(transaction, "outbox", entry)
}

/** @param {Transaction} transaction @param {number} [count] @returns {Promise<Entry[]>} */
export function firstEntries(transaction, count) {
  return transaction.objectStore("outbox").getAll(null, count)
}

/** @param {Transaction} transaction @returns {Promise<number>} */
export function countEntries(transaction) {
  return transaction.objectStore("outbox").count()
}

/** @param {Transaction} transaction @param {string} id @returns {Promise<Entry | undefined>} */
export function entryWithId(transaction, id) {
  return transaction.objectStore("outbox").index("id").get(id)
}

/** @param {Transaction} transaction @param {string} orderId @returns {Promise<Entry[]>} */
export function entriesOfOrder(transaction, orderId) {
  return transaction.objectStore("outbox").index("work_order_id").getAll(orderId)
}

/** @param {Transaction} transaction @param {number} sequence */
export function deleteEntry(transaction, sequence) {
  return transaction.objectStore("outbox").delete(sequence)
}

/** @param {Transaction} transaction */
export function clearEntries(transaction) {
  return transaction.objectStore("outbox").clear()
}

// The receiving half of a round: the server's documents replace ours, unsent work stays on top.

import { entriesOfOrder } from "../store/outbox.js"
import { deleteRow, putRow, rowsOf, rowsOfOrder } from "../store/queue.js"
import { deleteRecord, getRecord, putRecord } from "../store/records.js"
import { putSent, sentButUnseen } from "../store/sent.js"

/** @typedef {import("../store/database.js").Transaction} Transaction */
/** @typedef {import("../store/session.js").Session} Session */
/** @typedef {{ kind: string, id: string, rev: number, head?: string, document?: any, gone?: string }} Change */

/**
 * Store one page of changes.
 * @param {Transaction} transaction
 * @param {Change[]} changes
 * @param {number} snapshot
 */
export async function storeChanges(transaction, changes, snapshot) {
  for (const change of changes) await storeChange(transaction, change, snapshot)
}

/** @param {Transaction} transaction @param {Change} change @param {number} snapshot */
async function storeChange(transaction, change, snapshot) {
  const { kind, id, rev, head, document, gone } = change
  if (gone) return markGone(transaction, change)
  await putRecord(transaction, { kind, id, rev, head, document, snapshot })
  if (kind === "work_order") await showSent(transaction, id, rev)
}

/** An order waits for its unsent work; everything else leaves at once. @param {Transaction} transaction @param {Change} change */
async function markGone(transaction, { kind, id, gone }) {
  if (kind !== "work_order") return deleteRecord(transaction, kind, id)
  const record = await getRecord(transaction, kind, id)
  if (record) await putRecord(transaction, { ...record, gone })
}

/** What the new document shows need not be applied on top. @param {Transaction} transaction @param {string} orderId @param {number} rev */
async function showSent(transaction, orderId, rev) {
  for (const { waiting_for, ...sent } of await sentButUnseen(transaction, orderId)) {
    if (sent.rev !== null && sent.rev <= rev) putSent(transaction, sent)
  }
}

/**
 * Make the queue rows of an order anew, or let the order go when it is gone and its work is sent.
 * @param {Transaction} transaction
 * @param {Session} session
 * @param {string} orderId
 * @returns {Promise<string[]>} the visits concerned
 */
export async function refreshOrder(transaction, session, orderId) {
  const order = await session.replica.load(transaction, orderId)
  const hasLeft = order?.gone && (await entriesOfOrder(transaction, orderId)).length === 0
  if (hasLeft) await deleteRecord(transaction, "work_order", orderId)
  const rows = order && !hasLeft ? rowsOf(order.document, order.known) : []
  return replaceRows(transaction, orderId, rows)
}

/** @param {Transaction} transaction @param {string} orderId @param {import("../store/queue.js").Row[]} rows */
async function replaceRows(transaction, orderId, rows) {
  const kept = new Set(rows.map((row) => row.visit_id))
  const stored = await rowsOfOrder(transaction, orderId)
  for (const row of stored) if (!kept.has(row.visit_id)) deleteRow(transaction, row.visit_id)
  for (const row of rows) putRow(transaction, row)
  return [...stored, ...rows].map((row) => row.visit_id)
}

/**
 * A new snapshot is complete: what it does not hold is gone.
 * @param {Transaction} transaction
 * @param {number} snapshot
 * @returns {Promise<string[]>} the orders concerned
 */
export async function sweep(transaction, snapshot) {
  const records = await transaction.objectStore("documents").getAll()
  const old = records.filter((/** @type {any} */ record) => record.snapshot !== snapshot)
  for (const record of old) await markGone(transaction, { ...record, gone: "not_in_snapshot" })
  return old
    .filter((/** @type {any} */ record) => record.kind === "work_order")
    .map((/** @type {any} */ record) => record.id)
}

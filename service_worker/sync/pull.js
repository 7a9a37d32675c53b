// The receiving half of a round: the server's documents replace ours, unsent work stays on top.

import { UNFINISHED_PHASES } from "../domain/phases.js"
import { entriesOfOrder } from "../store/outbox.js"
import { deleteRow, putRow, rowsOf, rowsOfOrder } from "../store/queue.js"
import { deleteRecord, getRecord, putRecord } from "../store/records.js"
import { putSent, sentButUnseen } from "../store/sent.js"

/** @typedef {import("../store/database.js").Transaction} Transaction */
/** @typedef {import("../store/session.js").Session} Session */
/**
 * `to_name` and `at`: to whom an order passed, and when.
 * @typedef {{ kind: string, id: string, rev: number, head?: string, document?: any,
 *   gone?: string, to_name?: string, at?: string }} Change
 */

const STAYS_MS = 12 * 3_600_000

/**
 * Store one page of changes.
 * @param {Transaction} transaction
 * @param {Session} session
 * @param {Change[]} changes
 * @param {number} snapshot
 */
export async function storeChanges(transaction, session, changes, snapshot) {
  for (const change of changes) await storeChange(transaction, session, change, snapshot)
}

/** @param {Transaction} transaction @param {Session} session @param {Change} change @param {number} snapshot */
async function storeChange(transaction, session, change, snapshot) {
  const { kind, id, rev, head, document, gone } = change
  if (gone) return markGone(transaction, change, session.user.id)
  await putRecord(transaction, { kind, id, rev, head, document, snapshot })
  if (kind === "work_order") await showSent(transaction, id, rev)
}

/** An order waits for its unsent work; everything else leaves at once. @param {Transaction} transaction @param {Change} change @param {string} [userId] */
async function markGone(transaction, { kind, id, gone, to_name, at }, userId) {
  if (kind !== "work_order") return deleteRecord(transaction, kind, id)
  const record = await getRecord(transaction, kind, id)
  if (!record) return
  const { document } = record
  const passed = { phase: "reassigned", moved_to: { name: to_name, at }, ended_at: at, undo: null }
  /** @param {any} visit */
  const ended = (visit) =>
    visit.technician.id === userId && UNFINISHED_PHASES.includes(visit.phase)
      ? { ...visit, ...passed }
      : visit
  if (at) document.visits = document.visits.map(ended)
  await putRecord(transaction, { ...record, document, gone })
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
  const hasLeft =
    order?.gone &&
    !isBusyAt(order.document, session) &&
    (await entriesOfOrder(transaction, orderId)).length === 0
  if (hasLeft) await showSent(transaction, orderId, Number.POSITIVE_INFINITY)
  if (hasLeft) await deleteRecord(transaction, "work_order", orderId)
  const rows = order && !hasLeft ? rowsOf(order.document, order.known) : []
  return replaceRows(transaction, orderId, rows)
}

/** Was it taken from her while she worked there, and is that neither signed nor ended? @param {any} document @param {Session} session */
function isBusyAt({ visits }, { user, now }) {
  return visits.some(
    (/** @type {any} */ visit) =>
      visit.technician.id === user.id &&
      visit.phase === "reassigned" &&
      (visit.arrived_at || visit.work_started_at) &&
      !(visit.sign_offs.length || visit.completed_at || visit.cannot_complete) &&
      Date.parse(now()) - Date.parse(visit.ended_at) < STAYS_MS,
  )
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

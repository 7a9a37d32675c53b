// Summary rows of visits, placed so that only what is on the screen is read.

import { queueRow } from "../domain/summaries.js"
import { ACTIVE_PHASES, UNFINISHED_PHASES } from "../domain/phases.js"
import { put } from "./written.js"

/** @typedef {import("./database.js").Transaction} Transaction */
/** @typedef {Record<string, any>} Row */

const BEGUN_PHASES = [...ACTIVE_PHASES, "paused"]
const OPEN_SHOWN = 30
const FINISHED_SHOWN = 12

/** @param {Transaction} transaction @param {string} visitId @returns {Promise<Row | undefined>} */
export function rowOfVisit(transaction, visitId) {
  return transaction.objectStore("queue").get(visitId)
}

/** @param {Transaction} transaction @param {string} orderId @returns {Promise<Row[]>} */
export function rowsOfOrder(transaction, orderId) {
  return transaction.objectStore("queue").index("work_order_id").getAll(orderId)
}

/** Rows of visits that are under way or paused. @param {Transaction} transaction @returns {Promise<Row[]>} */
export function begunRows(transaction) {
  return inPlace(transaction, "0")
}

/**
 * The rows of one screen: those begun, the next by window, and the latest finished.
 * @param {Transaction} transaction @returns {Promise<Row[]>}
 */
export async function visibleRows(transaction) {
  const parts = await Promise.all([
    inPlace(transaction, "0"),
    inPlace(transaction, "1", OPEN_SHOWN),
    inPlace(transaction, "2", FINISHED_SHOWN),
  ])
  return parts.flat()
}

/** Finished rows that ended before this moment. @param {Transaction} transaction @param {string} moment @returns {Promise<Row[]>} */
export function rowsEndedBefore(transaction, moment) {
  const range = IDBKeyRange.bound(`2${backwards(moment)}`, "2\uffff", true)
  return transaction.objectStore("queue").index("place").getAll(range)
}

/** How many visits there are to do. @param {Transaction} transaction @returns {Promise<number>} */
export function countRows(transaction) {
  const range = IDBKeyRange.bound("0", "1\uffff")
  return transaction.objectStore("queue").index("place").count(range)
}

/** @param {Transaction} transaction @param {Row} row */
export function putRow(transaction, row) {
  return put(transaction, "queue", { ...row, place: placeOf(row) })
}

/** @param {Transaction} transaction @param {string} visitId */
export function deleteRow(transaction, visitId) {
  return transaction.objectStore("queue").delete(visitId)
}

/**
 * Summaries of the technician's own visits in the order.
 * @param {any} document
 * @param {import("./replay.js").Known} known
 * @returns {Row[]}
 */
export function rowsOf(document, { actor, templates }) {
  return document.visits
    .filter((/** @type {any} */ visit) => visit.technician.id === actor.id)
    .map((/** @type {any} */ visit) =>
      queueRow(document, visit, templates.get(visit.template_version_id) ?? null),
    )
}

/** Rows that wait for their checklist's template. @param {Transaction} transaction @returns {Promise<Row[]>} */
export async function rowsWithoutTemplate(transaction) {
  /** @type {Row[]} */
  const rows = await transaction.objectStore("queue").getAll()
  return rows.filter((row) => row.required === null)
}

/** @param {Transaction} transaction @param {string} group @param {number} [count] */
function inPlace(transaction, group, count) {
  const range = IDBKeyRange.bound(group, `${group}\uffff`)
  return transaction.objectStore("queue").index("place").getAll(range, count)
}

/** @param {Row} row */
function placeOf(row) {
  if (BEGUN_PHASES.includes(row.phase)) return "0"
  if (UNFINISHED_PHASES.includes(row.phase)) return `1${row.window_start_at ?? ""}`
  return `2${backwards(row.completed_at ?? row.ended_at ?? "")}`
}

/** A text that sorts the other way round: the latest first. @param {string} iso */
function backwards(iso) {
  return iso.replace(/[0-9]/g, (digit) => String(9 - Number(digit)))
}

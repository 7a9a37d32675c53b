// The server's documents exactly as they came; unsent work is never written into them.

import { marksOf } from "./marks.js"
import { put } from "./written.js"

/** @typedef {import("./database.js").Transaction} Transaction */
/**
 * @typedef {{ kind: string, id: string, rev: number, head?: string, document: any,
 *   snapshot: number, gone?: string }} Record_
 */

/** @param {Transaction} transaction @param {string} kind @param {string} id @returns {Promise<Record_ | undefined>} */
export function getRecord(transaction, kind, id) {
  return transaction.objectStore("documents").get([kind, id])
}

/** @param {Transaction} transaction @param {string} kind @returns {Promise<Record_[]>} */
export function allRecords(transaction, kind) {
  return transaction.objectStore("documents").getAll(rangeOf(kind))
}

/** @param {Transaction} transaction @param {Record_} record */
export function putRecord(transaction, record) {
  const marks = marksOf(record.kind, record.document)
  return put(transaction, "documents", marks ? { ...record, marks } : record)
}

/** @param {Transaction} transaction @param {string} kind @param {string} id */
export function deleteRecord(transaction, kind, id) {
  return transaction.objectStore("documents").delete([kind, id])
}

/** @param {string} kind */
function rangeOf(kind) {
  return IDBKeyRange.bound([kind], [kind, []])
}

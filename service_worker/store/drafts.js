// Forms that are not finished, so that a killed page comes back as it was.

import { put } from "./written.js"

/** @typedef {import("./database.js").Transaction} Transaction */

/** @param {Transaction} transaction @param {string} form @param {string} visitId @returns {Promise<Record<string, string>>} */
export async function draftOf(transaction, form, visitId) {
  return (await transaction.objectStore("meta").get(keyOf(form, visitId))) ?? {}
}

/** @param {Transaction} transaction @param {string} form @param {string} visitId @param {Record<string, string>} fields */
export function putDraft(transaction, form, visitId, fields) {
  return put(transaction, "meta", fields, keyOf(form, visitId))
}

/** @param {Transaction} transaction @param {string} form @param {string} visitId */
export function deleteDraft(transaction, form, visitId) {
  return transaction.objectStore("meta").delete(keyOf(form, visitId))
}

/** @param {string} form @param {string} visitId */
function keyOf(form, visitId) {
  return `draft ${form} ${visitId}`
}

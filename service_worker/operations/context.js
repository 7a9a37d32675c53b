/** What an operation may know besides the document and its arguments (mirror: fieldapp/operations/context.py). */

/** @import { Document, Person } from "../domain/documents.js" */
/** @import { Problem } from "../problem.js" */

/**
 * The circumstances of one operation; `apply` reads nothing else.
 * `happened_at` is the claim of the client's clock, `tie_at` the same clamped to what
 * causality proves, used only to break ties. `rev` is the document's revision after this
 * operation, `base_rev` the one that its author had seen. An operation appends to
 * `notices` what its author must learn although it applied.
 * @typedef {object} Context
 * @property {string} operation_id
 * @property {{ id: string, name: string, role: string }} actor
 * @property {string} client_id
 * @property {string} happened_at
 * @property {string} tie_at
 * @property {number} rev
 * @property {number} base_rev
 * @property {boolean} was_assigned
 * @property {Document | null} template_version
 * @property {Document} catalogue
 * @property {Problem[]} notices
 */

/** @typedef {(order: Document, arguments_: Document, context: Context) => void} Authorize */

/** @typedef {(order: Document, arguments_: Document, context: Context) => Document} Apply */

/** The actor as documents keep people: id and name. @param {Context} context @returns {Person} */
export function author(context) {
  return { id: context.actor.id, name: context.actor.name }
}

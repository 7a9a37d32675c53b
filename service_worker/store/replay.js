// The server's document with unsent work applied on top: pure, so it can always be made again.

import { parseArguments } from "../operations/arguments.js"
import { operations } from "../operations/registry.js"
import { Problem } from "../problem.js"

/** @typedef {Record<string, any>} Document */
/**
 * What operations may know besides the document.
 * @typedef {{ actor: { id: string, name: string, role: string }, client_id: string,
 *   catalogue: Document, templates: Map<string, Document> }} Known
 */

/**
 * Apply the operations in their order; one that no longer fits is left for the server to judge.
 * @param {Document} document is changed and returned
 * @param {number} rev of the document
 * @param {Document[]} pending
 * @param {Known} known
 * @returns {Document}
 */
export function replay(document, rev, pending, known) {
  let view = document
  for (const [index, operation] of pending.entries()) {
    view = performed(view, operation, rev + index + 1, known) ?? view
  }
  return view
}

/**
 * Apply one operation; refusals come before any change.
 * @param {Document} document is changed and returned
 * @param {Document} operation
 * @param {number} rev of the document after it
 * @param {Known} known
 * @returns {Document}
 */
export function perform(document, operation, rev, known) {
  const context = contextOf(document, operation, rev, known)
  const { authorize, apply, version, upcasts = [] } = operations[operation.name]
  const older = upcasts.slice((operation.version ?? version) - 1)
  const raw = older.reduce((was, upcast) => upcast(was), operation.arguments)
  const arguments_ = parseArguments(operation.name, raw)
  authorize(document, arguments_, context)
  return apply(document, arguments_, context)
}

/** @param {Document} document @param {Document} operation @param {number} rev @param {Known} known */
function performed(document, operation, rev, known) {
  try {
    return perform(document, operation, rev, known)
  } catch (error) {
    if (!(error instanceof Problem)) globalThis.reportError?.(error)
    return null
  }
}

/** @param {Document} document @param {Document} operation @param {number} rev @param {Known} known */
function contextOf(document, operation, rev, known) {
  return {
    operation_id: operation.id,
    actor: known.actor,
    client_id: known.client_id,
    happened_at: operation.happened_at,
    tie_at: operation.happened_at,
    rev,
    base_rev: operation.base_rev,
    was_assigned: true,
    template_version: templateOf(document, operation.arguments.visit_id, known.templates),
    catalogue: known.catalogue,
    notices: [],
  }
}

/** @param {Document} document @param {string | undefined} visitId @param {Map<string, Document>} templates */
function templateOf(document, visitId, templates) {
  const visit = document.visits.find((/** @type {Document} */ one) => one.id === visitId)
  return templates.get(visit?.template_version_id) ?? null
}

/** Undo the last step (mirror: fieldapp/operations/undo.py). */

import { followVisits } from "../domain/work_orders.js"
import { Problem } from "../problem.js"
import { requireAssigned, requireOwnVisit } from "./guards.js"

/** @import { Document } from "../domain/documents.js" */

/** @import { Apply, Authorize } from "./context.js" */

export const name = "undo"
export const version = 1
export const arguments_ = ["operation_id"]

/** Only the technician of the visit takes her own step back. @type {Authorize} */
export function authorize(order, undo, context) {
  requireAssigned("perform_visit", context)
  const visit = visitOf(order, undo.operation_id)
  if (visit) requireOwnVisit(order, visit.id, context)
}

/** Put the visit back as it was, when nothing of that visit followed. @type {Apply} */
export function apply(order, undo, _context) {
  const visit = visitOf(order, undo.operation_id)
  if (!visit) throw new Problem("undo_too_late")
  Object.assign(visit, visit.undo.before)
  visit.undo = null
  followVisits(order)
  return order
}

export const operation = { name, version, arguments_, authorize, apply }

/** @param {Document} order @param {string} operationId @returns {Document | undefined} */
function visitOf(order, operationId) {
  return order.visits.find(
    (/** @type {Document} */ visit) => visit.undo?.operation_id === operationId,
  )
}

/** Who may perform an operation (mirror: fieldapp/operations/guards.py). */

import { may } from "../domain/permissions.js"
import { findVisit } from "../domain/visits.js"
import { Problem } from "../problem.js"

/** @import { Document } from "../domain/documents.js" */
/** @import { Context } from "./context.js" */

/**
 * Throw Problem role when the actor's role has no scope in the action.
 * @param {string} action @param {Context} context
 */
export function requireRole(action, context) {
  if (!may(context.actor.role, action)) throw new Problem("role", { action })
}

/**
 * Let only somebody act who has or had a visit of this order.
 * @param {string} action @param {Context} context
 */
export function requireAssigned(action, context) {
  requireRole(action, context)
  if (!context.was_assigned) throw new Problem("work_order_unknown")
}

/**
 * Let only the technician of the visit act on it, during it and later.
 * A visit of somebody else looks like one that does not exist.
 * @param {Document} order @param {string} visitId @param {Context} context
 */
export function requireOwnVisit(order, visitId, context) {
  requireAssigned("perform_visit", context)
  const visit = findVisit(order, visitId)
  if (visit.technician.id !== context.actor.id) {
    throw new Problem("visit_unknown", { visit_id: visitId })
  }
}

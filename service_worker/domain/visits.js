/** Finding and judging visits (mirror: fieldapp/domain/visits.py). */

import { Problem } from "../problem.js"
import { GONE_PHASES, MOVES } from "./phases.js"

/** @import { Document } from "./documents.js" */

/**
 * The visit of this id; throws Problem visit_unknown.
 * @param {Document} order @param {string} visitId @returns {Document}
 */
export function findVisit(order, visitId) {
  const found = order.visits.find((/** @type {Document} */ visit) => visit.id === visitId)
  if (!found) throw new Problem("visit_unknown", { visit_id: visitId })
  return found
}

/** Tell whether the office took the visit away from its technician. @param {Document} visit */
export function isGone(visit) {
  return GONE_PHASES.includes(visit.phase)
}

/**
 * Throw Problem work_order_moved or work_order_cancelled for a visit taken away.
 * @param {Document} visit
 */
export function refuseGone(visit) {
  if (visit.phase === "cancelled") throw new Problem("work_order_cancelled", { visit_id: visit.id })
  if (visit.phase === "reassigned") {
    const { name: to_name, at } = visit.moved_to
    throw new Problem("work_order_moved", { visit_id: visit.id, to_name, at })
  }
}

/** Tell whether the phase of the visit allows the step. @param {Document} visit @param {string} step */
export function canStep(visit, step) {
  return MOVES[step].source.includes(visit.phase)
}

/**
 * Throw the Problem that keeps the visit from taking the step, if any.
 * @param {Document} visit @param {string} step
 */
export function refuseIllegal(visit, step) {
  refuseGone(visit)
  if (!canStep(visit, step)) throw new Problem("transition_illegal", { step, phase: visit.phase })
}

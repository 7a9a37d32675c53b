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

/** Tell whether the phase of the visit allows the step. @param {Document} visit @param {string} step */
export function canStep(visit, step) {
  return MOVES[step].source.includes(visit.phase)
}

/**
 * Throw Problem transition_illegal when the visit cannot take the step.
 * One that the office took away takes every step: it is late work, never refused.
 * @param {Document} visit @param {string} step
 */
export function refuseIllegal(visit, step) {
  if (isGone(visit) || canStep(visit, step)) return
  throw new Problem("transition_illegal", { step, phase: visit.phase })
}

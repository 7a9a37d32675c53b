/** Orders follow their visits (mirror: fieldapp/domain/work_orders.py). */

import { ACTIVE_PHASES, FINISHED_PHASES, WAITING_PHASES } from "./phases.js"

/** @import { Document } from "./documents.js" */

export const STARTED_PHASES = [...ACTIVE_PHASES, "paused"]

/** Set the order's phase from the office's acts and from its visits. @param {Document} order */
export function followVisits(order) {
  order.phase = phaseOf(order)
}

/** @param {Document} order */
function phaseOf(order) {
  if (order.cancelled) return "cancelled"
  if (order.closed) return "closed"
  /** @type {string[]} */
  const phases = order.visits.map((/** @type {Document} */ visit) => visit.phase)
  if (phases.some((phase) => STARTED_PHASES.includes(phase))) return "in_progress"
  if (phases.some((phase) => WAITING_PHASES.includes(phase))) return "scheduled"
  return phaseAfter(order)
}

/** @param {Document} order */
function phaseAfter(order) {
  const last = order.visits.findLast((/** @type {Document} */ visit) =>
    FINISHED_PHASES.includes(visit.phase),
  )
  if (!last) return "open"
  if (last.phase === "completed") return order.completed_at ? "completed" : "completing"
  return last.cannot_complete.sla === "closes" ? "closed" : "open"
}

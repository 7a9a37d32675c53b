/** Pause the visit (mirror: fieldapp/operations/pause_work.py). */

import { findVisit } from "../domain/visits.js"
import { followVisits } from "../domain/work_orders.js"
import { requireOwnVisit } from "./guards.js"
import { takeStep } from "./steps.js"

/** @import { Apply, Authorize } from "./context.js" */

export const name = "pause_work"
export const version = 1
export const arguments_ = ["visit_id", "reason_code"]

/** Only the technician of the visit takes its steps. @type {Authorize} */
export function authorize(order, step, context) {
  requireOwnVisit(order, step.visit_id, context)
}

/** Pause, and remember from where. @type {Apply} */
export function apply(order, step, context) {
  const visit = findVisit(order, step.visit_id)
  const pause = {
    reason_code: step.reason_code,
    from_phase: visit.phase,
    happened_at: context.happened_at,
  }
  takeStep(visit, "pause_work", context, { pause })
  followVisits(order)
  return order
}

export const operation = { name, version, arguments_, authorize, apply }

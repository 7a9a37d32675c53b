/** Start the work (mirror: fieldapp/operations/start_work.py). */

import { findVisit } from "../domain/visits.js"
import { followVisits } from "../domain/work_orders.js"
import { requireOwnVisit } from "./guards.js"
import { takeStep } from "./steps.js"

/** @import { Apply, Authorize } from "./context.js" */

export const name = "start_work"
export const version = 1
export const arguments_ = ["visit_id"]

/** Only the technician of the visit takes its steps. @type {Authorize} */
export function authorize(order, step, context) {
  requireOwnVisit(order, step.visit_id, context)
}

/** Go to work; skipping travel and arrival is legal. @type {Apply} */
export function apply(order, step, context) {
  const visit = findVisit(order, step.visit_id)
  takeStep(visit, "start_work", context)
  followVisits(order)
  return order
}

export const operation = { name, version, arguments_, authorize, apply }

/** Leave for the customer (mirror: fieldapp/operations/start_travel.py). */

import { findVisit } from "../domain/visits.js"
import { followVisits } from "../domain/work_orders.js"
import { requireOwnVisit } from "./guards.js"
import { takeStep } from "./steps.js"

/** @import { Apply, Authorize } from "./context.js" */

export const name = "start_travel"
export const version = 1
export const arguments_ = ["visit_id", "position"]

/** Only the technician of the visit takes its steps. @type {Authorize} */
export function authorize(order, step, context) {
  requireOwnVisit(order, step.visit_id, context)
}

/** Go on the way; the place of the first departure stays. @type {Apply} */
export function apply(order, step, context) {
  const visit = findVisit(order, step.visit_id)
  const positions = { travel_started_at: step.position, ...visit.positions }
  takeStep(visit, "start_travel", context, { positions })
  followVisits(order)
  return order
}

export const operation = { name, version, arguments_, authorize, apply }

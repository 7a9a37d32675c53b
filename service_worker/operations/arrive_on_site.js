/** Arrive at the customer (mirror: fieldapp/operations/arrive_on_site.py). */

import { findVisit } from "../domain/visits.js"
import { followVisits } from "../domain/work_orders.js"
import { requireOwnVisit } from "./guards.js"
import { takeStep } from "./steps.js"

/** @import { Apply, Authorize } from "./context.js" */

export const name = "arrive_on_site"
export const version = 1
export const arguments_ = ["visit_id", "position"]

/** Only the technician of the visit takes its steps. @type {Authorize} */
export function authorize(order, step, context) {
  requireOwnVisit(order, step.visit_id, context)
}

/** Be on site; the place of the first arrival stays. @type {Apply} */
export function apply(order, step, context) {
  const visit = findVisit(order, step.visit_id)
  const positions = { arrived_at: step.position, ...visit.positions }
  takeStep(visit, "arrive_on_site", context, { positions })
  followVisits(order)
  return order
}

export const operation = { name, version, arguments_, authorize, apply }

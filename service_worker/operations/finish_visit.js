/** Finish the visit (mirror: fieldapp/operations/finish_visit.py). */

import { hasException, missing } from "../domain/checklists.js"
import { findVisit, refuseIllegal } from "../domain/visits.js"
import { followVisits } from "../domain/work_orders.js"
import { Problem } from "../problem.js"
import { itemsOf } from "./checklist.js"
import { requireOwnVisit } from "./guards.js"
import { takeStep } from "./steps.js"

/** @import { Apply, Authorize } from "./context.js" */

export const name = "finish_visit"
export const version = 1
export const arguments_ = ["visit_id"]

/** Only the technician of the visit takes its steps. @type {Authorize} */
export function authorize(order, step, context) {
  requireOwnVisit(order, step.visit_id, context)
}

/**
 * Complete the visit; a red reading that nobody overrode makes it an exception.
 * Every required item that is shown has its answer, and somebody has signed or there is
 * a reason why nobody did.
 * @type {Apply}
 */
export function apply(order, step, context) {
  const visit = findVisit(order, step.visit_id)
  refuseIllegal(visit, "finish_visit")
  const items = itemsOf(order, visit, context)
  const gaps = missing(items, visit)
  if (gaps.length) throw new Problem("checklist_incomplete", { count: gaps.length, missing: gaps })
  if (!visit.sign_offs.length) throw new Problem("sign_off_missing")

  takeStep(visit, "finish_visit", context, {
    ended_at: visit.ended_at ?? context.happened_at,
    has_exception: hasException(items, visit),
  })
  order.completed_at = null
  followVisits(order)
  return order
}

export const operation = { name, version, arguments_, authorize, apply }

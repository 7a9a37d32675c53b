/** Record how the customer was tried (mirror: fieldapp/operations/record_contact_attempt.py). */

import { findVisit } from "../domain/visits.js"
import { takeFact } from "./facts.js"
import { requireOwnVisit } from "./guards.js"

/** @import { Apply, Authorize } from "./context.js" */

export const name = "record_contact_attempt"
export const version = 1
export const arguments_ = ["visit_id", "channel", "outcome"]

/** Only the technician of the visit records. @type {Authorize} */
export function authorize(order, attempt, context) {
  requireOwnVisit(order, attempt.visit_id, context)
}

/** Add the attempt to the visit, in every phase. @type {Apply} */
export function apply(order, attempt, context) {
  const visit = findVisit(order, attempt.visit_id)
  takeFact(visit, context)
  visit.contact_attempts.push({
    id: context.operation_id,
    channel: attempt.channel,
    outcome: attempt.outcome,
    happened_at: context.happened_at,
  })
  return order
}

export const operation = { name, version, arguments_, authorize, apply }

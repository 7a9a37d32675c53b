/** Say why the visit cannot be done (mirror: fieldapp/operations/report_cannot_complete.py). */

import { findVisit } from "../domain/visits.js"
import { followVisits } from "../domain/work_orders.js"
import { Problem } from "../problem.js"
import { requireOwnVisit } from "./guards.js"
import { takeStep } from "./steps.js"

/** @import { Apply, Authorize } from "./context.js" */

export const name = "report_cannot_complete"
export const version = 1
export const arguments_ = [
  "visit_id",
  "reason_code",
  "evidence",
  "position",
  "text?",
  "wanted_window?",
]

/** Only the technician of the visit reports. @type {Authorize} */
export function authorize(order, report, context) {
  requireOwnVisit(order, report.visit_id, context)
}

/** End the visit; the order is open again, or closed when the reason closes it. @type {Apply} */
export function apply(order, report, context) {
  const visit = findVisit(order, report.visit_id)
  const { reason_code } = report
  if (!Object.hasOwn(context.catalogue.reasons, reason_code)) {
    throw new Problem("reason_unknown", { reason_code })
  }

  const cannot_complete = {
    reason_code,
    sla: context.catalogue.reasons[reason_code].sla,
    text: report.text,
    evidence: report.evidence,
    position: report.position,
    wanted_window: report.wanted_window,
    happened_at: context.happened_at,
  }
  takeStep(visit, "report_cannot_complete", context, { cannot_complete })
  followVisits(order)
  return order
}

export const operation = { name, version, arguments_, authorize, apply }

/** Scan the label of a device (mirror: fieldapp/operations/scan_device.py). */

import { findVisit } from "../domain/visits.js"
import { author } from "./context.js"
import { takeFact } from "./facts.js"
import { requireOwnVisit, requireRole } from "./guards.js"

/** @import { Apply, Authorize } from "./context.js" */

export const name = "scan_device"
export const version = 1
export const arguments_ = ["code", "symbology", "source", "visit_id?"]

/** Only the technician of the visit scans for it; for herself she always may. @type {Authorize} */
export function authorize(order, scan, context) {
  if (scan.visit_id === null) requireRole("perform_visit", context)
  else requireOwnVisit(order, scan.visit_id, context)
}

/** Add the scan to the visit, in every phase. @type {Apply} */
export function apply(order, scan, context) {
  if (scan.visit_id === null) return order
  const visit = findVisit(order, scan.visit_id)
  takeFact(visit, context)
  visit.scans.push({
    code: scan.code,
    symbology: scan.symbology,
    source: scan.source,
    happened_at: context.happened_at,
    by: author(context),
  })
  return order
}

export const operation = { name, version, arguments_, authorize, apply }

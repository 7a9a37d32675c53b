/** Accept or refuse the work (mirror: fieldapp/operations/sign_off.py). */

import { allSigned } from "../domain/after_sign_off.js"
import { SIGNED_OUTCOMES } from "../domain/contacts.js"
import { ARRIVED_PHASES } from "../domain/phases.js"
import { findVisit, isGone } from "../domain/visits.js"
import { followVisits } from "../domain/work_orders.js"
import { Problem } from "../problem.js"
import { author } from "./context.js"
import { takeFact } from "./facts.js"
import { requireOwnVisit } from "./guards.js"

/** @import { Apply, Authorize } from "./context.js" */

export const name = "sign_off"
export const version = 1
export const arguments_ = [
  "visit_id",
  "outcome",
  "manifest_sha256",
  "consent_version",
  "position",
  "signature_sha256?",
  "signer_name?",
  "signer_role?",
  "signer_document?",
  "reason?",
]

/** Only the technician of the visit collects the act. @type {Authorize} */
export function authorize(order, act, context) {
  requireOwnVisit(order, act.visit_id, context)
}

/**
 * Add the act; what was signed before stays, bound to its own manifest.
 * The bytes of manifest and signature travel apart, so the order waits for them again.
 * Who signs after the office took the visit away signs all the same: it is late work.
 * @type {Apply}
 */
export function apply(order, act, context) {
  const visit = findVisit(order, act.visit_id)
  if (!isGone(visit) && !ARRIVED_PHASES.includes(visit.phase)) {
    throw new Problem("transition_illegal", { step: "sign_off", phase: visit.phase })
  }
  if (SIGNED_OUTCOMES.includes(act.outcome) && act.signature_sha256 === null) {
    throw new Problem("arguments_invalid", { field: "signature_sha256" })
  }

  takeFact(visit, context)
  visit.sign_offs.push({
    id: context.operation_id,
    outcome: act.outcome,
    signature_sha256: act.signature_sha256,
    manifest_sha256: act.manifest_sha256,
    signer_name: act.signer_name,
    signer_role: act.signer_role,
    signer_document: act.signer_document,
    consent_version: act.consent_version,
    position: act.position,
    reason: act.reason,
    happened_at: context.happened_at,
    by: author(context),
  })
  allSigned(visit)
  order.completed_at = null
  followVisits(order)
  return order
}

export const operation = { name, version, arguments_, authorize, apply }

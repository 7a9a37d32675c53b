/** Take a photo out (mirror: fieldapp/operations/remove_evidence.py). */

import { photoRemoved } from "../domain/after_sign_off.js"
import { findVisit } from "../domain/visits.js"
import { Problem } from "../problem.js"
import { author } from "./context.js"
import { takeFact } from "./facts.js"
import { requireOwnVisit } from "./guards.js"

/** @import { Document } from "../domain/documents.js" */

/** @import { Apply, Authorize } from "./context.js" */

export const name = "remove_evidence"
export const version = 1
export const arguments_ = ["visit_id", "sha256", "reason?"]

/** Only the technician of the visit removes. @type {Authorize} */
export function authorize(order, removal, context) {
  requireOwnVisit(order, removal.visit_id, context)
}

/** Mark every entry of the photo that is not marked yet. @type {Apply} */
export function apply(order, removal, context) {
  const visit = findVisit(order, removal.visit_id)
  /** @type {Document[]} */
  const photos = visit.evidence.filter(
    (/** @type {Document} */ photo) => photo.sha256 === removal.sha256,
  )
  if (!photos.length) throw new Problem("evidence_unknown", { sha256: removal.sha256 })

  takeFact(visit, context)
  photoRemoved(visit, removal.sha256)
  for (const photo of photos) {
    photo.removed = photo.removed || {
      at: context.happened_at,
      reason: removal.reason,
      by: author(context),
    }
  }
  return order
}

export const operation = { name, version, arguments_, authorize, apply }

/** Attach a photo (mirror: fieldapp/operations/attach_evidence.py). */

import { photoAdded } from "../domain/after_sign_off.js"
import { findVisit } from "../domain/visits.js"
import { followVisits } from "../domain/work_orders.js"
import { author } from "./context.js"
import { takeFact } from "./facts.js"
import { requireOwnVisit } from "./guards.js"

/** @import { Apply, Authorize } from "./context.js" */

export const name = "attach_evidence"
export const version = 1
export const arguments_ = [
  "visit_id",
  "sha256",
  "size_bytes",
  "media_type",
  "taken_at",
  "position",
  "item_id?",
  "caption?",
  "repeats?",
]

/** Only the technician of the visit attaches, also after it was taken away. @type {Authorize} */
export function authorize(order, photo, context) {
  requireOwnVisit(order, photo.visit_id, context)
}

/** Announce the photo; its bytes travel apart, so the order waits for them again. @type {Apply} */
export function apply(order, photo, context) {
  const visit = findVisit(order, photo.visit_id)
  takeFact(visit, context)
  photoAdded(visit, photo.sha256)
  visit.evidence.push({
    sha256: photo.sha256,
    size_bytes: photo.size_bytes,
    media_type: photo.media_type,
    item_id: photo.item_id,
    caption: photo.caption,
    taken_at: photo.taken_at,
    position: photo.position,
    repeats: photo.repeats,
    by: author(context),
    removed: null,
    received: false,
  })
  order.completed_at = null
  followVisits(order)
  return order
}

export const operation = { name, version, arguments_, authorize, apply }

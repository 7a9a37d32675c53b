/** Add a note (mirror: fieldapp/operations/add_note.py). */

import { findVisit } from "../domain/visits.js"
import { author } from "./context.js"
import { takeFact } from "./facts.js"
import { requireAssigned, requireOwnVisit } from "./guards.js"

/** @import { Apply, Authorize } from "./context.js" */

export const name = "add_note"
export const version = 1
export const arguments_ = ["text", "visit_id?"]

/** Only somebody with a visit of the order writes, and only from her own visit. @type {Authorize} */
export function authorize(order, note, context) {
  if (note.visit_id === null) requireAssigned("perform_visit", context)
  else requireOwnVisit(order, note.visit_id, context)
}

/** Add the note to the order, in every phase. @type {Apply} */
export function apply(order, note, context) {
  if (note.visit_id !== null) takeFact(findVisit(order, note.visit_id), context)
  order.notes.push({
    id: context.operation_id,
    text: note.text,
    visit_id: note.visit_id,
    by: author(context),
    happened_at: context.happened_at,
  })
  return order
}

export const operation = { name, version, arguments_, authorize, apply }

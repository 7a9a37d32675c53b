/** Add a note (mirror: fieldapp/operations/add_note.py). */

import { scope } from "../domain/permissions.js"
import { findVisit } from "../domain/visits.js"
import { author } from "./context.js"
import { takeFact } from "./facts.js"
import { requireAssigned, requireOwnVisit } from "./guards.js"

/** @import { Apply, Authorize } from "./context.js" */

export const name = "add_note"
export const version = 1
export const arguments_ = ["text", "visit_id?"]

/** The office writes on every order; others on theirs, from their own visit only. @type {Authorize} */
export function authorize(order, note, context) {
  if (note.visit_id !== null) requireOwnVisit(order, note.visit_id, context)
  else if (scope(context.actor.role, "write_notes") !== "all") {
    requireAssigned("write_notes", context)
  }
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

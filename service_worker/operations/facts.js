/** What a technician records (mirror: fieldapp/operations/facts.py). */

import { isGone } from "../domain/visits.js"
import { Problem } from "../problem.js"

/** @import { Document } from "../domain/documents.js" */
/** @import { Context } from "./context.js" */

/**
 * Prepare the visit for a new fact; after it no earlier step is undone.
 * A fact is taken in every phase: one that comes after the office took the visit away is
 * kept with the visit and flagged as late work.
 * @param {Document} visit @param {Context} context
 */
export function takeFact(visit, context) {
  visit.undo = null
  noteLate(visit, context)
}

/**
 * Flag what comes after the office took the visit away, and say to whom and when.
 * `at` is when the office did it, `to_name` who has the order now, if anybody.
 * @param {Document} visit @param {Context} context
 */
export function noteLate(visit, context) {
  if (!isGone(visit)) return
  visit.late_work = true
  const { id: visit_id, moved_to, ended_at: at } = visit
  context.notices.push(new Problem("late_work", { visit_id, to_name: moved_to?.name ?? null, at }))
}

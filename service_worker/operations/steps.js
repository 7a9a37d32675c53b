/** How a visit goes from phase to phase (mirror: fieldapp/operations/steps.py). */

import { MOVES } from "../domain/phases.js"
import { findVisit, refuseIllegal } from "../domain/visits.js"
import { followVisits } from "../domain/work_orders.js"

/** @import { Document } from "../domain/documents.js" */
/** @import { Context } from "./context.js" */

/**
 * Move the visit by one step of the table, keep what `undo` needs, follow.
 * The time of a phase is that of its first entry; the ledger holds the others.
 * @param {Document} order @param {string} visitId @param {string} step
 * @param {Context} context @param {Document} [changes]
 */
export function takeStep(order, visitId, step, context, changes = {}) {
  const visit = findVisit(order, visitId)
  refuseIllegal(visit, step)
  const move = MOVES[step]
  const enteredAt = visit[move.at] ?? context.happened_at
  const after = { phase: move.target, [move.at]: enteredAt, ...changes }

  visit.undo = {
    operation_id: context.operation_id,
    name: step,
    happened_at: context.happened_at,
    before: Object.fromEntries(Object.keys(after).map((name) => [name, visit[name]])),
  }
  Object.assign(visit, after)
  followVisits(order)
  return order
}

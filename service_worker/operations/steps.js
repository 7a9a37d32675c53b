/** How a visit goes from phase to phase (mirror: fieldapp/operations/steps.py). */

import { MOVES } from "../domain/phases.js"
import { isGone, refuseIllegal } from "../domain/visits.js"
import { noteLate } from "./facts.js"

/** @import { Document } from "../domain/documents.js" */
/** @import { Context } from "./context.js" */

/**
 * Move the visit by one step of the table and keep what `undo` needs.
 * The time of a phase is that of its first entry; the ledger holds the others. A visit
 * that the office took away keeps its phase: the step leaves only its time there.
 * Throws what `refuseIllegal` throws.
 * @param {Document} visit @param {string} step @param {Context} context
 * @param {Document} [changes]
 */
export function takeStep(visit, step, context, changes = {}) {
  refuseIllegal(visit, step)
  const move = MOVES[step]
  /** @type {Document} */
  const after = {
    ...(visit.phase === "paused" ? { paused_at: null, pause: null } : {}),
    phase: isGone(visit) ? visit.phase : move.target,
    [move.at]: visit[move.at] ?? context.happened_at,
    ...changes,
  }
  visit.undo = {
    operation_id: context.operation_id,
    name: step,
    happened_at: context.happened_at,
    before: Object.fromEntries(Object.keys(after).map((name) => [name, visit[name]])),
  }
  Object.assign(visit, after)
  if (step !== "acknowledge_visit") noteLate(visit, context)
}

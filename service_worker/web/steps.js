// Steps of a visit; mirror: fieldapp/web/technician/steps.py.

import { ACTIVE_PHASES, MOVES } from "../domain/phases.js"
import { Problem } from "../problem.js"
import { begunRows } from "../store/queue.js"
import { formOf } from "./handler.js"
import { positionIn } from "./positions.js"
import { record } from "./recording.js"
import { visitPage } from "./visits.js"

/** @typedef {import("./handler.js").Handler} Handler */
/** @typedef {import("../store/session.js").Session} Session */
/** @typedef {import("../sync/operation_log.js").Wish} Wish */

/**
 * What the form of each step says besides the visit.
 * @type {Record<string, (form: URLSearchParams) => Record<string, any>>}
 */
const SAYS = {
  acknowledge_visit: () => ({}),
  start_travel: (form) => ({ position: positionIn(form) }),
  arrive_on_site: (form) => ({ position: positionIn(form) }),
  start_work: () => ({}),
  pause_work: (form) => ({ reason_code: form.get("reason_code") ?? "" }),
  resume_work: () => ({}),
  finish_visit: () => ({}),
}

/** Take one step and show the order again. @param {string} name @returns {Handler} */
export function takeStep(name) {
  return async (request, { visit_id }, session) => {
    const arguments_ = { visit_id, ...SAYS[name](await formOf(request)) }
    const pauses = await pausesBefore(session, name, visit_id)
    return recorded(request, visit_id, session, [
      ...pauses,
      { name, arguments: arguments_, visit_id },
    ])
  }
}

/** Take the last step back. @type {Handler} */
export async function undoStep(request, { visit_id }, session) {
  const operation_id = (await formOf(request)).get("operation_id") ?? ""
  return recorded(request, visit_id, session, [
    { name: "undo", arguments: { operation_id }, visit_id },
  ])
}

/** @param {Request} request @param {string} visitId @param {Session} session @param {Wish[]} wishes */
async function recorded(request, visitId, session, wishes) {
  try {
    await record(session, ...wishes)
    return await visitPage(request, visitId, session)
  } catch (error) {
    if (!(error instanceof Problem) || error.code === "visit_unknown") throw error
    return visitPage(request, visitId, session, error)
  }
}

/** One visit is active at a time: the others pause first. @param {Session} session @param {string} name @param {string} visitId @returns {Promise<Wish[]>} */
async function pausesBefore(session, name, visitId) {
  if (!ACTIVE_PHASES.includes(MOVES[name].target)) return []
  const begun = await session.database.read(["queue"], begunRows)
  return begun
    .filter((row) => row.visit_id !== visitId && ACTIVE_PHASES.includes(row.phase))
    .map(({ visit_id }) => ({
      name: "pause_work",
      arguments: { visit_id, reason_code: "other_visit" },
      visit_id,
    }))
}

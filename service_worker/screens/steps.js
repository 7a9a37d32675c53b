// The one next step of a visit, wherever it is offered; mirror: fieldapp/screens/steps.py.

/** @typedef {{ pausedFrom: string | null, missing: number, isSigned: boolean }} Standing */

const POSITIONED = ["start_travel", "arrive_on_site"]

/** @type {Record<string, string>} */
const NEXT_STEPS = {
  planned: "start_travel",
  acknowledged: "start_travel",
  travelling: "arrive_on_site",
  on_site: "start_work",
}

/**
 * The next step, a form to post or a place to go; empty at the end.
 * @param {string} visitId @param {string} phase @param {Standing} standing
 */
export function nextSteps(visitId, phase, standing) {
  const name = nameOf(phase, standing)
  if (name === null) return []
  return [{ visit_id: visitId, name, has_position: POSITIONED.includes(name) }]
}

/** @param {string} phase @param {Standing} standing */
function nameOf(phase, { pausedFrom, missing, isSigned }) {
  if (phase === "paused") return pausedFrom === "travelling" ? "start_travel" : "resume_work"
  if (phase !== "working") return NEXT_STEPS[phase] ?? null
  if (missing) return "next_item"
  return isSigned ? "finish_visit" : "sign_off"
}

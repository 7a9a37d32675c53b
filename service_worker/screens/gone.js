// A visit that the office took away; mirror: fieldapp/screens/gone.py.

import { localOrNone } from "./moments.js"

/** @typedef {import("./page.js").Document} Document */

const TAKEN_AWAY = ["late_work", "work_order_moved", "work_order_cancelled"]

/**
 * How the visit went and to whom; null while it is its technician's.
 * @param {Document} visit @param {string} zone
 */
export function goneOf({ phase, ended_at, moved_to: to }, zone) {
  if (phase === "cancelled") return gone("cancelled", null, ended_at, zone)
  return phase === "reassigned" ? gone("moved", to?.name, to?.at, zone) : null
}

/** The same of the visit that an issue is about; empty for all others. @param {Document} issue @param {string} zone */
export function goneIn({ reason, details, to_name }, zone) {
  const at = details?.at
  if (!TAKEN_AWAY.includes(reason) || (reason === "late_work" && !at)) return []
  const isMoved = to_name || reason === "work_order_moved"
  return [gone(isMoved ? "moved" : "cancelled", to_name, at, zone)]
}

/** @param {string} kind @param {string | null} [name] @param {string | null} [at] @param {string} [zone] */
function gone(kind, name = null, at = null, zone = "") {
  return { kind, name, at: localOrNone(at, zone) }
}

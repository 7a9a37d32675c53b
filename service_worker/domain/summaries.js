/**
 * One flat row per visit (mirror: fieldapp/domain/summaries.py).
 * The phone reads the rows of a day in one go; whole orders would take ten times longer.
 */

import { expand, progress } from "./checklists.js"
import { shifted } from "./local_time.js"
import { MOVES } from "./phases.js"

/** @import { Document } from "./documents.js" */

const REPEAT_DAYS = 90
const SHORT_NOTE = 80

/**
 * What the queue shows of a visit; without its template no progress.
 * @param {Document} order @param {Document} visit @param {Document | null} [templateVersion]
 * @returns {Document}
 */
export function queueRow(order, visit, templateVersion = null) {
  const { site } = order
  return {
    visit_id: visit.id,
    work_order_id: order.id,
    number: order.number,
    customer_name: order.customer.name,
    title: order.title,
    service_type: order.service_type,
    priority: order.priority,
    technician_id: visit.technician.id,
    district: site.district,
    street: site.street,
    site_number: site.number,
    access_note_short: short(site.access_note ?? ""),
    distance_from_base_m: site.distance_from_base_m ?? null,
    order_phase: order.phase,
    phase: visit.phase,
    phase_at: phaseAt(visit),
    paused_from: visit.pause ? visit.pause.from_phase : null,
    is_signed: visit.sign_offs.length > 0,
    window_start_at: visit.window.start_at,
    window_end_at: visit.window.end_at,
    due_at: order.due_at,
    completed_at: visit.completed_at,
    ended_at: visit.ended_at,
    has_exception: visit.has_exception,
    late_work: visit.late_work,
    repeat_visits: repeatVisits(order, visit),
    ...progressOf(order, visit, templateVersion),
  }
}

/** @param {Document} visit @returns {string | null} */
function phaseAt(visit) {
  const moves = Object.values(MOVES).filter((move) => move.target === visit.phase)
  return moves.length ? visit[moves[moves.length - 1].at] : null
}

/** @param {string} text */
function short(text) {
  const letters = Array.from(text)
  if (letters.length <= SHORT_NOTE) return text
  return `${letters
    .slice(0, SHORT_NOTE - 1)
    .join("")
    .replace(/ +$/, "")}…`
}

/**
 * Count the earlier visits of the same site in the 90 days before this one.
 * @param {Document} order @param {Document} visit @returns {number}
 */
function repeatVisits(order, visit) {
  const since = shifted(visit.window.start_at, -REPEAT_DAYS * 24 * 60)
  return order.previous_visits.filter(
    (/** @type {Document} */ earlier) => since <= earlier.happened_at,
  ).length
}

/** @param {Document} order @param {Document} visit @param {Document | null} templateVersion */
function progressOf(order, visit, templateVersion) {
  if (templateVersion === null) return { answered: null, required: null }
  return progress(expand(templateVersion, order), visit)
}

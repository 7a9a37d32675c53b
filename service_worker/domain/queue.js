/** In which order a technician meets her visits (mirror: fieldapp/domain/queue.py). */

import { shifted } from "./local_time.js"
import { ACTIVE_PHASES, UNFINISHED_PHASES } from "./phases.js"

/** @import { Document } from "./documents.js" */

const CLOSING_MINUTES = 120

/**
 * The rows of `queueRow` in the order of domain.md section 7.
 * The current visit, a paused one, overdue ones, windows that close within 2 hours, the
 * others; each by window start, then distance, then number. Finished ones last, in the
 * order in which they ended.
 * @param {Document[]} rows @param {string} now
 */
export function orderQueue(rows, now) {
  const open = rows.filter((row) => UNFINISHED_PHASES.includes(row.phase))
  const done = rows.filter((row) => !UNFINISHED_PHASES.includes(row.phase))
  open.sort((one, other) => compared(placeOf(one, now), placeOf(other, now)))
  done.sort((one, other) => compared(endOf(one), endOf(other)))
  return [...open, ...done]
}

/**
 * Tell whether the window or the order's date has passed before she started.
 * @param {Document} row @param {string} now
 */
export function isOverdue(row, now) {
  return row.window_end_at < now || row.due_at < now
}

/** Tell whether the window closes within two hours. @param {Document} row @param {string} now */
export function isClosing(row, now) {
  return row.window_end_at < shifted(now, CLOSING_MINUTES)
}

/** @param {Document} row @param {string} now */
function placeOf(row, now) {
  return [
    rankOf(row, now),
    row.window_start_at,
    row.distance_from_base_m ?? Number.MAX_SAFE_INTEGER,
    row.number,
    row.visit_id,
  ]
}

/** @param {Document} row */
function endOf(row) {
  return [row.ended_at ?? "", row.visit_id]
}

/** @param {Document} row @param {string} now */
function rankOf(row, now) {
  if (ACTIVE_PHASES.includes(row.phase)) return 0
  if (row.phase === "paused") return 1
  if (isOverdue(row, now)) return 2
  return isClosing(row, now) ? 3 : 4
}

/** @param {any[]} one @param {any[]} other */
function compared(one, other) {
  const place = one.findIndex((value, index) => value !== other[index])
  if (place < 0) return 0
  return one[place] < other[place] ? -1 : 1
}

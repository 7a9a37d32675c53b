// One stop on the day line; mirror: fieldapp/screens/stops.py.

import { localDay } from "../domain/local_time.js"
import { ACTIVE_PHASES, FINISHED_PHASES } from "../domain/phases.js"
import { localOrNone } from "./moments.js"
import { windowChips } from "./window.js"

/** @typedef {import("./page.js").Document} Document */
/** @typedef {import("./page.js").Scene} Scene */
/** @typedef {import("./window.js").Chip} Chip */

/** @type {Record<string, string>} */
const STATUS = {
  travelling: "route",
  on_site: "work",
  working: "work",
  paused: "warn",
  completed: "done",
  cannot_complete: "off",
}
/** @type {Record<string, string>} */
const WINDOW_STATUS = { late: "late", closing: "warn" }
const REPEAT_VISITS = 3
const MOST_CHIPS = 2

/**
 * What a summary row shows on the day line, with at most two chips.
 * @param {Document} row @param {Scene} scene @returns {Document}
 */
export function stopView(row, { now, zone }) {
  const window = windowChips(row.phase, row.window_end_at, now)
  const isDone = FINISHED_PHASES.includes(row.phase)
  return {
    visit_id: row.visit_id,
    work_order_id: row.work_order_id,
    status: statusOf(row, window),
    sign: signOf(row, window),
    is_now: ACTIVE_PHASES.includes(row.phase),
    is_done: isDone,
    day: isDone ? null : otherDay(row, now, zone),
    starts: localOrNone(row.window_start_at, zone),
    ends: localOrNone(row.window_end_at, zone),
    ended: localOrNone(row.completed_at || row.ended_at, zone),
    customer_name: row.customer_name,
    title: row.title,
    district: row.district,
    distance_m: row.distance_from_base_m,
    late_min: isLate(window) ? window[0].minutes : null,
    chips: chipsOf(row, window).slice(0, MOST_CHIPS),
  }
}

/** @param {Document} row @param {Chip[]} window @returns {Document[]} */
function chipsOf(row, window) {
  const isWorded = row.phase in STATUS && row.phase !== "completed"
  /** @type {Document[]} */
  const chips = isWorded ? [{ kind: row.phase }] : []
  if (row.has_exception) chips.push({ kind: "exception" })
  if (FINISHED_PHASES.includes(row.phase)) return chips
  chips.push(...window)
  if (row.repeat_visits + 1 >= REPEAT_VISITS)
    chips.push({ kind: "repeat", count: row.repeat_visits + 1 })
  if (row.access_note_short) chips.push({ kind: "access", text: row.access_note_short })
  return chips
}

/** @param {Document} row @param {Chip[]} window */
function statusOf(row, window) {
  if (row.phase in STATUS) return STATUS[row.phase]
  return window.length ? WINDOW_STATUS[window[0].kind] : "todo"
}

/** @param {Document} row @param {Chip[]} window */
function signOf(row, window) {
  if (row.phase in STATUS) return row.phase
  return window.length ? window[0].kind : "waiting"
}

/** @param {Chip[]} window */
function isLate(window) {
  return window.length > 0 && window[0].kind === "late"
}

/** @param {Document} row @param {string} now @param {string} zone */
function otherDay(row, now, zone) {
  const day = localDay(row.window_start_at, zone)
  return day === localDay(now, zone) ? null : day
}

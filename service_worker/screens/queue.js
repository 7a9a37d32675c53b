// The technician's day as a timetable; mirror: fieldapp/screens/queue.py.

import { localDay } from "../domain/local_time.js"
import { ACTIVE_PHASES, FINISHED_PHASES, UNFINISHED_PHASES } from "../domain/phases.js"
import { orderQueue } from "../domain/queue.js"
import { localOrNone } from "./moments.js"
import { shortName } from "./names.js"
import { nextSteps } from "./steps.js"
import { stopView } from "./stops.js"

/** @typedef {import("./page.js").Document} Document */
/** @typedef {import("./page.js").Scene} Scene */

/**
 * Today's stops, what is done, and the dock, of her own summary rows.
 * @param {Document[]} rows @param {Scene} scene @returns {Document}
 */
export function queueScreen(rows, scene) {
  const { now, zone } = scene
  const today = localDay(now, zone)
  const ordered = orderQueue(rows, now)
  const waiting = ordered.filter((row) => UNFINISHED_PHASES.includes(row.phase))
  const current = currentRow(waiting)
  const others = waiting.filter((row) => row !== current)
  const following = others.filter((row) => dayOf(row, zone) <= today)
  const later = others.filter((row) => dayOf(row, zone) > today)
  const done = ordered.filter((row) => endedOn(row, zone) === today)
  const underWay = current ? [current] : []
  /** @param {Document} row */
  const stop = (row) => stopView(row, scene)
  return {
    tab: "queue",
    today: localOrNone(now, zone),
    done_count: done.length,
    active_count: underWay.length,
    total_count: done.length + underWay.length + following.length,
    last_window: lastWindow([...underWay, ...following], zone),
    segments: segmentsOf(done, underWay, following),
    now_stops: underWay.map(stop),
    next_stops: following.map(stop),
    done_stops: done.map(stop).reverse(),
    later_stops: later.map(stop),
    is_empty: !waiting.length && !done.length,
    dock: dock(rows, scene),
  }
}

/**
 * The current order with its next step, null when nothing is under way.
 * @param {Document[]} rows @param {Scene} scene @returns {Document | null}
 */
export function dock(rows, { now, zone }) {
  const row = currentRow(orderQueue(rows, now))
  if (!row) return null
  const standing = { pausedFrom: row.paused_from, missing: missingOf(row), isSigned: row.is_signed }
  return {
    visit_id: row.visit_id,
    name: shortName(row.customer_name),
    phase: row.phase,
    since: localOrNone(row.phase_at, zone),
    steps: nextSteps(row.visit_id, row.phase, standing),
  }
}

/** The visit she is on: the first active one, else the first paused one. @param {Document[]} rows */
export function currentRow(rows) {
  const underWay = [...ACTIVE_PHASES, "paused"]
  return rows.find((row) => underWay.includes(row.phase)) ?? null
}

/** @param {Document[]} done @param {Document[]} underWay @param {Document[]} following */
function segmentsOf(done, underWay, following) {
  return [...done.map(() => "done"), ...underWay.map(() => "now"), ...following.map(() => "todo")]
}

/** What the checklist still wants; without its template something. @param {Document} row */
function missingOf(row) {
  return row.required === null ? 1 : row.required - row.answered
}

/** @param {Document[]} rows @param {string} zone */
function lastWindow(rows, zone) {
  const ends = rows.map((row) => row.window_end_at).sort()
  return ends.length ? localOrNone(ends[ends.length - 1], zone) : null
}

/** @param {Document} row @param {string} zone */
function dayOf(row, zone) {
  return localDay(row.window_start_at, zone)
}

/** @param {Document} row @param {string} zone */
function endedOn(row, zone) {
  if (!FINISHED_PHASES.includes(row.phase)) return null
  return localDay(row.completed_at || row.ended_at, zone)
}

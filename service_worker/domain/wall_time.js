/** What a clock on the wall means as an instant (mirror: fieldapp/domain/wall_time.py). */

import { local } from "./local_time.js"

export const DAY = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/
export const TIME = /^[0-9]{2}:[0-9]{2}$/

/**
 * Return local text such as 2026-11-24T10:18 as an ISO instant.
 * @param {string} wall @param {string} zone @returns {string}
 */
export function instant(wall, zone) {
  const wanted = Date.parse(`${wall}:00.000Z`)
  let at = wanted
  for (let turn = 0; turn < 2; turn += 1) {
    const shown = Date.parse(`${local(new Date(at).toISOString(), zone)}:00.000Z`)
    at += wanted - shown
  }
  return new Date(at).toISOString()
}

/**
 * Return a local span of one day as instants, null while it is incomplete.
 * @param {string} day @param {string} start @param {string} end @param {string} zone
 * @returns {{ start_at: string, end_at: string } | null}
 */
export function window(day, start, end, zone) {
  if (!DAY.test(day) || !TIME.test(start) || !TIME.test(end) || start >= end) return null
  return { start_at: instant(`${day}T${start}`, zone), end_at: instant(`${day}T${end}`, zone) }
}

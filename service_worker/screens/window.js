// How a promised window stands right now; mirror: fieldapp/screens/window.py.

import { minutesBetween } from "../domain/local_time.js"

/** @typedef {{ kind: string, minutes: number }} Chip */

const CLOSING_MIN = 120
const WAITED_FOR = ["planned", "acknowledged", "travelling", "paused"]

/**
 * The chip "late" or "closing" with its minutes, while she is waited for.
 * @param {string} phase @param {string | null} endAt @param {string} now @returns {Chip[]}
 */
export function windowChips(phase, endAt, now) {
  if (!endAt || !WAITED_FOR.includes(phase)) return []
  const left = minutesBetween(now, endAt)
  if (left < 0) return [{ kind: "late", minutes: -left }]
  return left <= CLOSING_MIN ? [{ kind: "closing", minutes: left }] : []
}

// Times as a screen shows them; mirror: fieldapp/screens/moments.py.

import { local, minutesBetween, shifted } from "../domain/local_time.js"

const SECOND_MS = 1000

/** The local time of a moment, null where there is none. @param {string | null} moment @param {string} zone */
export function localOrNone(moment, zone) {
  return moment ? local(moment, zone) : null
}

/** Whole seconds from one moment to another, rounded down. @param {string} start @param {string} end */
export function secondsBetween(start, end) {
  return Math.floor((Date.parse(end) - Date.parse(start)) / SECOND_MS)
}

/** The moment so many minutes later. @param {string} moment @param {number} minutes */
export function minutesAfter(moment, minutes) {
  return shifted(moment, minutes)
}

export { minutesBetween }

// The only reader of the wall clock; mirror: fieldapp/clock.py.

/** @type {{ at: string | null }} */
const held = { at: null }

/** Milliseconds since 1970 by this device. @returns {number} */
export function nowMs() {
  return held.at ? Date.parse(held.at) : Date.now()
}

/** The device's time as documents write it. @returns {string} */
export function nowIso() {
  return new Date(nowMs()).toISOString()
}

/** Hold the clock still, in test builds only; null lets it run. @param {string | null} at */
export function holdClock(at) {
  held.at = at
}

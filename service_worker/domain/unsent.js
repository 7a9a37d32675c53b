/** How long work may stay on a phone alone (mirror: fieldapp/domain/unsent.py). */

const HOUR_MS = 3_600_000
const AMBER_AFTER_MS = 2 * HOUR_MS
const RED_AFTER_MS = 24 * HOUR_MS

/**
 * Return done, warn after two hours, late after a day; both are instants.
 * @param {string} oldest @param {string} now @returns {"done" | "warn" | "late"}
 */
export function tone(oldest, now) {
  const age = Date.parse(now) - Date.parse(oldest)
  if (age >= RED_AFTER_MS) return "late"
  return age >= AMBER_AFTER_MS ? "warn" : "done"
}

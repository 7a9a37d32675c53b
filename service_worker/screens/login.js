// The door; mirror: fieldapp/screens/login.py.

const NOON = 12
const EVENING = 18

/**
 * The greeting of the hour, the address typed, and what went wrong.
 * @param {string} nowLocal @param {{ email: string, problem: string | null }} typed
 */
export function loginScreen(nowLocal, { email, problem }) {
  return { email, problem, greeting: greetingOf(Number(nowLocal.slice(11, 13))) }
}

/** @param {number} hour */
function greetingOf(hour) {
  if (hour < NOON) return "morning"
  return hour < EVENING ? "afternoon" : "evening"
}

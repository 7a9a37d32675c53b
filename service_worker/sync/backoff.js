// When to try again: full jitter, capped; the server's own word wins.

const BASE_MS = 1_000
const CAP_MS = 300_000

/**
 * Milliseconds to wait after so many failures in a row.
 * @param {number} failures
 * @param {number | null} retryAfterS what the server asked for
 * @param {() => number} [random]
 */
export function delayMs(failures, retryAfterS, random = Math.random) {
  if (retryAfterS !== null) return retryAfterS * 1_000
  return random() * Math.min(CAP_MS, BASE_MS * 2 ** failures)
}

/** Seconds of a Retry-After header, in either of its forms. @param {string | null} header @param {number} now_ms */
export function retryAfterS(header, now_ms) {
  if (!header) return null
  const seconds = Number(header)
  if (Number.isFinite(seconds)) return Math.max(0, seconds)
  const at = Date.parse(header)
  return Number.isNaN(at) ? null : Math.max(0, (at - now_ms) / 1_000)
}

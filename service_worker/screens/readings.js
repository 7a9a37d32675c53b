// What a measured answer means, in numbers; mirror: fieldapp/screens/readings.py.

import { acceptedRange, limitFor, verdict } from "../domain/limits.js"
import { padded } from "../domain/quantities.js"
import { stepped } from "./decimals.js"
import { ruler } from "./ruler.js"

/** @typedef {import("./page.js").Document} Document */

/**
 * The ruler, the accepted range and the verdict of a number item.
 * @param {Document} item @param {string | null} value @param {Document} facts @returns {Document}
 */
export function reading(item, value, facts) {
  const limit = limitFor(item, facts)
  return {
    ruler: ruler(item, limit, value),
    accepted: acceptedOf(item, limit),
    verdict: value === null ? null : verdictOf(item, value, facts),
  }
}

/** Decimal text with the decimals of the item. @param {string | null} value @param {Document} item */
export function shown(value, item) {
  return value === null ? null : padded(value, decimalsOf(item))
}

/** @param {Document} item @param {Document | null} limit */
function acceptedOf(item, limit) {
  if (limit === null) return null
  const { green } = acceptedRange(limit)
  if (green.from === null && green.to === null) return null
  return { from: shown(green.from, item), to: shown(green.to, item) }
}

/** @param {Document} item @param {string} value @param {Document} facts */
function verdictOf(item, value, facts) {
  const found = verdict(item, value, facts)
  if (found.verdict === null) return null
  const [low, high] = found.verdict === "amber" ? borderline(item, found) : [null, null]
  return {
    zone: found.verdict,
    side: found.side,
    bound: shown(found.bound, item),
    from: shown(low, item),
    to: shown(high, item),
  }
}

/** @param {Document} item @param {Document} found @returns {(string | null)[]} */
function borderline(item, { side, bound, limit }) {
  const decimals = decimalsOf(item)
  if (side === "below") return [limit.red_below ?? null, beside(bound, decimals, -1)]
  return [beside(bound, decimals, 1), limit.red_above ?? null]
}

/** @param {string} bound @param {number} decimals @param {number} steps */
function beside(bound, decimals, steps) {
  return bound.includes("E") ? bound : stepped(bound, decimals, steps)
}

/** @param {Document} item */
function decimalsOf(item) {
  return item.decimals || 0
}

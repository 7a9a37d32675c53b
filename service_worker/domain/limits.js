/** Three zones of a reading (mirror: fieldapp/domain/limits.py). */

import { BOUNDS as bounds } from "../generated/tables.js"
import { compare } from "./quantities.js"

/** @import { Document } from "./documents.js" */

/** @typedef {{ verdict: string | null, limit: Document | null, side: string | null, bound: string | null }} Verdict */

export const BOUNDS = /** @type {string[][]} */ (bounds)

/** What limits may depend on. @param {Document} order */
export function factsOf(order) {
  return {
    technology: order.technology ?? null,
    service_type: order.service_type ?? null,
    plan: order.plan ? order.plan.name : null,
  }
}

/**
 * The first limit of the item whose `when` fits the facts.
 * @param {Document} item @param {Document} facts @returns {Document | null}
 */
export function limitFor(item, facts) {
  return (
    (item.limits ?? []).find((/** @type {Document} */ limit) => fits(limit.when ?? {}, facts)) ??
    null
  )
}

/**
 * The zone of a canonical value, the limit and the bound that it passed.
 * `verdict` is green, amber, red, or null when no limit fits; `side` and `bound` say
 * which bound was passed and are null in the green zone.
 * @param {Document} item @param {string} value @param {Document} facts @returns {Verdict}
 */
export function verdict(item, value, facts) {
  const limit = limitFor(item, facts)
  if (!limit) return { verdict: null, limit: null, side: null, bound: null }
  for (const [name, zone, side] of BOUNDS) {
    const bound = limit[name] ?? null
    if (bound !== null && isBeyond(value, bound, side)) return { verdict: zone, limit, side, bound }
  }
  return { verdict: "green", limit, side: null, bound: null }
}

/** The ends of the green and of the amber zone; null is open. @param {Document} limit */
export function acceptedRange(limit) {
  return {
    green: {
      from: limit.amber_below ?? limit.red_below ?? null,
      to: limit.amber_above ?? limit.red_above ?? null,
    },
    amber: { from: limit.red_below ?? null, to: limit.red_above ?? null },
  }
}

/** @param {Document} when @param {Document} facts */
function fits(when, facts) {
  return Object.entries(when).every(([name, wanted]) => isOneOf(facts[name] ?? null, wanted))
}

/** @param {any} fact @param {any} wanted */
function isOneOf(fact, wanted) {
  return Array.isArray(wanted) ? wanted.includes(fact) : fact === wanted
}

/** @param {string} value @param {string} bound @param {string} side */
function isBeyond(value, bound, side) {
  return compare(value, bound) === (side === "below" ? -1 : 1)
}

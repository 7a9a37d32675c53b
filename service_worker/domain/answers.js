/** What each kind of item takes (mirror: fieldapp/domain/answers.py). */

import { Problem } from "../problem.js"
import { parseQuantity } from "./quantities.js"
import { asciiUpper, lengthOf, trimmed } from "./texts.js"

/** @import { Document } from "./documents.js" */

export const MAXIMUM_TEXT = 10_000
export const MAXIMUM_SCAN = 200

/** @type {Record<string, (item: Document, value: any) => any>} */
const PARSERS = { tick, choice, number, text, scan, photo: none, instruction: none }

/**
 * The value as it is kept; empty is null, which takes the answer back.
 * Throws Problem answer_not_a_number, answer_not_a_choice, answer_not_text or
 * answer_not_expected.
 * @param {Document} item @param {any} value
 */
export function parseAnswer(item, value) {
  if (value === null || value === "" || (Array.isArray(value) && !value.length)) return null
  return PARSERS[item.kind](item, value)
}

/** @param {Document} item @param {any} value */
function tick(item, value) {
  if (value === "na" && item.not_applicable) return "na"
  if (typeof value === "boolean") return value
  if (value !== "true" && value !== "false") throw notAChoice(value)
  return value === "true"
}

/** @param {Document} item @param {any} value */
function choice(item, value) {
  /** @type {string[]} */
  const known = item.choices.map((/** @type {Document} */ each) => each.value)
  if (!item.multiple) {
    if (!known.includes(value)) throw notAChoice(value)
    return value
  }
  const chosen = Array.isArray(value) ? value : [value]
  for (const each of chosen) {
    if (!known.includes(each)) throw notAChoice(each)
  }
  return known.filter((each) => chosen.includes(each))
}

/** @param {Document} _item @param {any} value */
function number(_item, value) {
  if (typeof value !== "string") throw new Problem("answer_not_a_number", { value })
  return trimmed(value) ? parseQuantity(value) : null
}

/** @param {Document} _item @param {any} value */
function text(_item, value) {
  return bounded(value, MAXIMUM_TEXT) || null
}

/** @param {Document} _item @param {any} value */
function scan(_item, value) {
  return asciiUpper(bounded(value, MAXIMUM_SCAN)) || null
}

function none() {
  throw new Problem("answer_not_expected")
}

/** @param {any} value @param {number} maximum */
function bounded(value, maximum) {
  if (typeof value !== "string" || lengthOf(value) > maximum) {
    throw new Problem("answer_not_text", { maximum })
  }
  return trimmed(value)
}

/** @param {any} value */
function notAChoice(value) {
  return new Problem("answer_not_a_choice", { value })
}

/** Measured quantities as decimal text (mirror: fieldapp/domain/quantities.py). */

import { Problem } from "../problem.js"

const MAXIMUM_LENGTH = 40
const SPACES = /[ \t\r\n\u00a0\u2009\u202f]/g
const GROUPED = /^[0-9]{1,3}(?:(?:\.[0-9]{3})+,[0-9]+|(?:,[0-9]{3})+\.[0-9]+)$/
const TYPED = /^([+-]?)([0-9]*)\.?([0-9]*)(?:[eE]([+-]?[0-9]{1,2}))?$/

/**
 * What a person typed as canonical decimal text.
 * Takes comma or point, a real minus sign (U+2212), spaces and an exponent: " -21,40"
 * becomes "-21.4", "2,0 e-4" becomes "2E-4". One number has one text. Throws Problem
 * answer_not_a_number for anything else.
 * @param {string} typed
 */
export function parseQuantity(typed) {
  const plain = typed.replace(SPACES, "").replaceAll("\u2212", "-")
  const match = onePoint(plain).match(TYPED)
  if (!match || typed.length > MAXIMUM_LENGTH || !(match[2] + match[3])) {
    throw new Problem("answer_not_a_number", { value: typed.slice(0, MAXIMUM_LENGTH) })
  }
  const [, sign, whole, fraction, exponent] = match
  return canonical(sign === "-", whole, fraction, Number(exponent ?? 0))
}

/**
 * -1, 0 or 1 as canonical text `one` is below, equal to or above `other`.
 * @param {string} one @param {string} other
 */
export function compare(one, other) {
  const [left, leftPower] = scaled(one)
  const [right, rightPower] = scaled(other)
  const difference = left * tenTo(leftPower - rightPower) - right * tenTo(rightPower - leftPower)
  if (difference === 0n) return 0
  return difference < 0n ? -1 : 1
}

/**
 * Canonical text with at least so many decimals; no digit is dropped.
 * @param {string} quantity @param {number} decimals
 */
export function padded(quantity, decimals) {
  if (quantity.includes("E") || decimals === 0) return quantity
  const [whole, fraction = ""] = quantity.split(".")
  return `${whole}.${fraction.padEnd(decimals, "0")}`
}

/** @param {string} plain */
function onePoint(plain) {
  const unsigned = plain.replace(/^[+-]+/, "")
  if (GROUPED.test(unsigned)) {
    const decimal = Math.max(plain.lastIndexOf(","), plain.lastIndexOf("."))
    const whole = plain.slice(0, decimal).replace(/[.,]/g, "")
    return `${whole}.${plain.slice(decimal + 1)}`
  }
  return plain.replaceAll(",", ".")
}

/** @param {boolean} isNegative @param {string} whole @param {string} fraction @param {number} exponent */
function canonical(isNegative, whole, fraction, exponent) {
  const digits = whole.replace(/^0+/, "") || "0"
  const decimals = fraction.replace(/0+$/, "")
  if (digits === "0" && !decimals) return "0"
  const number = `${isNegative ? "-" : ""}${digits}${decimals ? "." : ""}${decimals}`
  return exponent ? `${number}E${exponent}` : number
}

/** @param {string} quantity @returns {[bigint, number]} */
function scaled(quantity) {
  const [number, exponent = "0"] = quantity.split("E")
  const [whole, fraction = ""] = number.split(".")
  return [BigInt(whole + fraction), Number(exponent) - fraction.length]
}

/** @param {number} power */
function tenTo(power) {
  return BigInt(`1${"0".repeat(Math.max(power, 0))}`)
}

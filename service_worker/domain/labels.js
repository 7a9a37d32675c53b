/**
 * The code on a label: its check character and how it is read
 * (mirror: fieldapp/domain/labels.py, which says why).
 */

import { asciiUpper, trimmed } from "./texts.js"

export const ALPHABET = "0123456789ABCDEFGHJKMNPQRTVWXYZ"
export const LENGTH = 8
const LONGEST = 200
/** @type {Record<string, string>} */
const LOOK_ALIKES = { O: "0", I: "1", L: "1", S: "5", U: "V" }
const ADDRESS = /^HTTPS?:\/\/([^/?#]+)\/D\/([^/?#]+)$/
const MARK = /^[A-Z0-9][A-Z0-9 :._/-]{3,63}$/

/** @typedef {{kind: string, label: string | null, mark: string | null}} CodeReading */

/**
 * Tell our own label from a maker's code; an address is never more than text.
 * @param {string} scanned @param {string} host @returns {CodeReading}
 */
export function readCode(scanned, host) {
  const text = asciiUpper(trimmed(scanned))
  if (text.length > LONGEST) return reading("unreadable")
  const address = ADDRESS.exec(text)
  if (address) return readAddress(address[1], address[2], asciiUpper(host))
  if (!MARK.test(text) || text.includes("//")) return reading("unreadable")
  const label = plainLabel(text)
  return { kind: "mark", label: isLabel(label) ? label : null, mark: plainMark(text) }
}

/**
 * The code of a number below 31⁷, with its check.
 * @param {number} number @returns {string}
 */
export function labelOf(number) {
  let digits = ""
  for (let place = 1; place < LENGTH; place += 1) {
    digits = ALPHABET[number % ALPHABET.length] + digits
    number = Math.floor(number / ALPHABET.length)
  }
  return digits + ALPHABET[checksum(digits)]
}

/** Tell whether a plain code has the right length, alphabet and check. @param {string} code */
export function isLabel(code) {
  if (code.length !== LENGTH || [...code].some((each) => !ALPHABET.includes(each))) return false
  return ALPHABET[checksum(code.slice(0, -1))] === code.at(-1)
}

/** A typed code as it is printed. @param {string} typed */
export function plainLabel(typed) {
  const plain = asciiUpper(trimmed(typed)).replace(/[ -]/g, "")
  return plain.replace(/./g, (each) => LOOK_ALIKES[each] ?? each)
}

/** A serial or MAC without what people put between its characters. @param {string} typed */
export function plainMark(typed) {
  return asciiUpper(trimmed(typed)).replace(/[ :.-]/g, "")
}

/** A code in two groups, as it stands below the QR code. @param {string} code */
export function formatLabel(code) {
  return `${code.slice(0, 4)} ${code.slice(4)}`
}

/** @param {string} site @param {string} code @param {string} host */
function readAddress(site, code, host) {
  if (site !== host) return reading("other_company")
  const label = plainLabel(code)
  return isLabel(label) ? { kind: "label", label, mark: null } : reading("unreadable")
}

/** @param {string} kind @returns {CodeReading} */
function reading(kind) {
  return { kind, label: null, mark: null }
}

/** @param {string} digits */
function checksum(digits) {
  const weighted = [...digits].map((each, place) => (place + 2) * ALPHABET.indexOf(each))
  return weighted.reduce((sum, each) => sum + each, 0) % ALPHABET.length
}

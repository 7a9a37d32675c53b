/** Bytes that are hashed or signed, RFC 8785 (mirror: fieldapp/domain/canonical.py). */

import { isWellFormed } from "./texts.js"

const encoder = new TextEncoder()

export const FIRST_CHAIN = "0".repeat(64)

/**
 * The canonical JSON of strings, booleans, null, integers, lists and objects.
 * Keys are sorted by UTF-16 code units. Throws TypeError for any other number or value.
 * @param {any} value @returns {string}
 */
export function canonicalText(value) {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(",")}]`
  if (value !== null && typeof value === "object") return canonicalObject(value)
  if (!isPlain(value)) throw new TypeError("not canonical: only text, booleans, null and integers")
  return JSON.stringify(value)
}

/** The UTF-8 bytes of the canonical JSON. @param {any} value */
export function canonicalBytes(value) {
  return encoder.encode(canonicalText(value))
}

/** The lower-case hex SHA-256 of text or bytes. @param {string | BufferSource} content */
export async function sha256(content) {
  const bytes = typeof content === "string" ? encoder.encode(content) : content
  const digest = await crypto.subtle.digest("SHA-256", /** @type {BufferSource} */ (bytes))
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("")
}

/**
 * The chain after an operation: SHA-256 over the previous one and its canonical JSON.
 * @param {string} previous @param {Record<string, any>} operation without `chain`
 */
export function chainHash(previous, operation) {
  return sha256(previous + canonicalText(operation))
}

/** @param {Record<string, any>} value */
function canonicalObject(value) {
  const pairs = Object.keys(value)
    .sort()
    .map((key) => `${JSON.stringify(key)}:${canonicalText(value[key])}`)
  return `{${pairs.join(",")}}`
}

/** @param {any} value */
function isPlain(value) {
  if (typeof value === "string") return isWellFormed(value)
  return value === null || typeof value === "boolean" || Number.isSafeInteger(value)
}

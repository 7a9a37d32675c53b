// How the photos of this phone look: which are worth taking again.

import { fingerprint, isAlike } from "../domain/likeness.js"

/** @typedef {import("../store/blobs.js").Upload} Upload */
/** @typedef {import("../store/blobs.js").Look} Look */

/**
 * What the page measured of a photo, and whether that speaks for taking it again; nothing
 * where the page could not decode it.
 * @param {FormDataEntryValue | null} measures @param {string} sha256
 * @param {Upload[]} earlier the photos of her last days, as long as this phone keeps them
 * @returns {Look | undefined}
 */
export function lookIn(measures, sha256, earlier) {
  if (typeof measures !== "string") return undefined
  const { fault, cells } = JSON.parse(measures)
  const own = fingerprint(cells)
  const isRepeated = earlier.some((other) => isSame(other, sha256) || looksLike(other, own))
  return { doubt: fault ?? (isRepeated ? "repeated" : null), fingerprint: own }
}

/** Are these very bytes here? @param {Upload} other @param {string} sha256 */
function isSame(other, sha256) {
  return other.sha256 === sha256 && !other.is_missing
}

/** @param {Upload} other @param {string | null} own */
function looksLike({ look }, own) {
  return Boolean(own && look?.fingerprint && isAlike(own, look.fingerprint))
}

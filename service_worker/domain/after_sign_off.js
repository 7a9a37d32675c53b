/**
 * What changed since somebody signed (mirror: fieldapp/domain/after_sign_off.py).
 *
 * Only what differs stands in `sign_off_changes` of the visit: the signed answer, or null,
 * of each item that has another one now, and the digests of photos added and removed.
 */

import { canonicalText } from "./canonical.js"

/** @import { Document } from "./documents.js" */
/** @typedef {"added" | "removed"} List */

/**
 * Compare the answer that the item has now with the one that was signed.
 * @param {Document} visit @param {string} itemId @param {Document | null} before
 */
export function answerChanged(visit, itemId, before) {
  if (!visit.sign_offs.length) return
  const changes = changesOf(visit)
  const { [itemId]: known, ...answers } = changes.answers
  const signed = itemId in changes.answers ? known : signedPart(before)
  if (canonicalText(signed) !== canonicalText(signedPart(visit.answers[itemId])))
    answers[itemId] = signed
  mark(visit, { ...changes, answers })
}

/** Take note, before it is added, of a photo that nobody signed. @param {Document} visit @param {string} sha256 */
export function photoAdded(visit, sha256) {
  if (visit.sign_offs.length && !isKept(visit, sha256)) movePhoto(visit, sha256, "added", "removed")
}

/** Take note, before it is marked, of a signed photo that is no longer shown. @param {Document} visit @param {string} sha256 */
export function photoRemoved(visit, sha256) {
  if (visit.sign_offs.length && isKept(visit, sha256)) movePhoto(visit, sha256, "removed", "added")
}

/** Forget the differences: what stands now is what was signed last. @param {Document} visit */
export function allSigned(visit) {
  visit.changed_after_sign_off = false
  delete visit.sign_off_changes
}

/** @param {Document} visit @param {string} sha256 */
function isKept(visit, sha256) {
  return visit.evidence.some(
    (/** @type {Document} */ photo) => photo.sha256 === sha256 && !photo.removed,
  )
}

/** @param {Document} visit @param {string} sha256 @param {List} into @param {List} outOf */
function movePhoto(visit, sha256, into, outOf) {
  const changes = changesOf(visit)
  if (changes[outOf].includes(sha256))
    changes[outOf] = changes[outOf].filter((/** @type {string} */ each) => each !== sha256)
  else changes[into].push(sha256)
  mark(visit, changes)
}

/** @param {Document} visit @returns {Document} */
function changesOf(visit) {
  return visit.sign_off_changes ?? { answers: {}, added: [], removed: [] }
}

/** @param {Document} visit @param {Document} changes */
function mark(visit, changes) {
  const { answers, added, removed } = changes
  if (!Object.keys(answers).length && !added.length && !removed.length) return allSigned(visit)
  visit.changed_after_sign_off = true
  visit.sign_off_changes = changes
}

/** What the manifest names of an answer; without a value, nothing. @param {Document | null | undefined} answer */
function signedPart(answer) {
  if (!answer || answer.value === null) return null
  return { value: answer.value, note: answer.note ?? null }
}

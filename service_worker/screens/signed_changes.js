// What differs from what was signed; mirror: fieldapp/screens/signed_changes.py.

import { canonicalText } from "../domain/canonical.js"
import { expand } from "../domain/checklists.js"
import { TECHNICIAN_SLOT } from "../domain/signing.js"
import { answerOf } from "./items.js"

/** @typedef {Record<string, any>} Document */

const NOTHING = { kind: "none" }

/**
 * Each item with the signed and the present answer, and how many photos.
 * @param {Document} order @param {Document} visit @param {Document | null} template
 * @returns {Document | null}
 */
export function signedChanges(order, visit, template) {
  const changes = visit.sign_off_changes
  if (!changes) return null
  const { answers, added, removed } = changes
  const changed = expand(template, order).filter((item) => item.id in answers)
  return {
    lines: changed.map((item) => line(item, visit, answers[item.id])),
    added: photos(visit, added),
    removed: photos(visit, removed),
  }
}

/** @param {Document} item @param {Document} visit @param {Document | null} signed */
function line(item, visit, signed) {
  const before = signed ? signed.value : null
  const now = visit.answers[item.id].value
  return {
    prompt: item.prompt,
    repeat: item.repeat,
    is_note: before !== null && canonicalText(before) === canonicalText(now),
    sides: [side(item, before, "signed"), side(item, now, "now")],
  }
}

/** @param {Document} item @param {any} value @param {string} name */
function side(item, value, name) {
  return { name, answer: answerOf(item, value) ?? NOTHING, unit: item.unit || "" }
}

/** Pictures only: the technician's own signature is none. @param {Document} visit @param {string[]} digests */
function photos(visit, digests) {
  const own = visit.evidence
    .filter((/** @type {Document} */ each) => each.item_id === TECHNICIAN_SLOT)
    .map((/** @type {Document} */ each) => each.sha256)
  return new Set(digests.filter((each) => !own.includes(each))).size
}

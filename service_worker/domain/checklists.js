/**
 * The checklist of a visit (mirror: fieldapp/domain/checklists.py).
 * An item is asked once per place when it repeats, is shown only when an earlier answer
 * says so, and is never required while hidden.
 */

import { Problem } from "../problem.js"

/** @import { Document } from "./documents.js" */

/** @typedef {Record<string, (number | null)[]>} Places */

export const MAXIMUM_REPEATS = 50

/** @type {WeakMap<Document, Record<string, Document[]>>} */
const known = new WeakMap()

/**
 * The items of the order in one list, repeated items once per place.
 * Each item gets `section` (its title), `base_id`, `repeat` (1, 2 … or null), and
 * `shown_when` as {"any_of": item ids, "in": answers} or null. The list is made once for
 * an edition and a kind of site: nobody may change it.
 * @param {Document | null} templateVersion @param {Document} order @returns {Document[]}
 */
export function expand(templateVersion, order) {
  if (!templateVersion) return []
  const site = JSON.stringify(order.site.counts ?? null)
  const held = known.get(templateVersion) ?? {}
  known.set(templateVersion, held)
  held[site] ??= expandedFor(templateVersion, order)
  return held[site]
}

/** @param {Document} templateVersion @param {Document} order @returns {Document[]} */
function expandedFor(templateVersion, order) {
  /** @type {[Document, string][]} */
  const asked = templateVersion.sections.flatMap((/** @type {Document} */ section) =>
    section.checklist_items.map((/** @type {Document} */ item) => [item, section.title]),
  )
  /** @type {Places} */
  const places = Object.fromEntries(asked.map(([item]) => [item.id, repeats(item, order)]))
  return asked.flatMap(([item, section]) =>
    places[item.id].map((repeat) => expanded(item, section, repeat, places)),
  )
}

/**
 * The item of this id; throws Problem item_unknown.
 * @param {Document[]} items @param {string} itemId
 */
export function findItem(items, itemId) {
  const found = items.find((item) => item.id === itemId)
  if (!found) throw new Problem("item_unknown", { item_id: itemId })
  return found
}

/**
 * The template's item that is asked under this id, without expanding all.
 * Throws Problem item_unknown, also for a place that the site does not have.
 * @param {Document | null} templateVersion @param {Document} order @param {string} itemId
 * @returns {Document}
 */
export function askedItem(templateVersion, order, itemId) {
  const [baseId] = itemId.split(".")
  for (const section of templateVersion?.sections ?? []) {
    for (const item of section.checklist_items) {
      if (item.id === baseId && isAsked(item, order, itemId)) return item
    }
  }
  throw new Problem("item_unknown", { item_id: itemId })
}

/**
 * The items that are shown; what a hidden item would show is hidden too.
 * @param {Document[]} items @param {Document} answers
 */
export function visible(items, answers) {
  /** @type {Map<string, Document>} */
  const shown = new Map()
  for (const item of items) {
    if (isShown(item, shown, answers)) shown.set(item.id, item)
  }
  return [...shown.values()]
}

/**
 * The ids of all items whose showing hangs on this one, in order.
 * @param {Document[]} items @param {string} itemId @returns {string[]}
 */
export function dependents(items, itemId) {
  const roots = new Set([itemId])
  for (const item of items) {
    if (item.shown_when?.any_of.some((/** @type {string} */ id) => roots.has(id)))
      roots.add(item.id)
  }
  roots.delete(itemId)
  return items.map((item) => item.id).filter((id) => roots.has(id))
}

/**
 * Tell whether the item has its answer; a photo item has it in the evidence.
 * @param {Document} item @param {Document} visit
 */
export function isAnswered(item, visit) {
  if (item.kind === "instruction") return true
  if (item.kind === "photo") return hasPhoto(item, visit)
  return answerValue(visit.answers, item.id) !== null
}

/**
 * Tell whether a photo that was not removed belongs to the item.
 * @param {Document} item @param {Document} visit @returns {boolean}
 */
export function hasPhoto(item, visit) {
  return visit.evidence.some(
    (/** @type {Document} */ photo) => photo.item_id === item.id && !photo.removed,
  )
}

/**
 * What keeps the checklist open: {"item_id", "what"} per gap, in order.
 * `what` is "answer", "note" or "photo"; a hidden item is never missing.
 * @param {Document[]} items @param {Document} visit
 */
export function missing(items, visit) {
  return visible(items, visit.answers).flatMap((item) =>
    gaps(item, visit).map((what) => ({ item_id: item.id, what })),
  )
}

/**
 * Tell whether a shown reading is red and nobody has overridden it.
 * @param {Document[]} items @param {Document} visit
 */
export function hasException(items, visit) {
  return visible(items, visit.answers).some(
    (item) => verdictOf(item, visit) === "red" && !Object.hasOwn(visit.overrides, item.id),
  )
}

/**
 * How many of the shown required items have their answer.
 * @param {Document[]} items @param {Document} visit
 */
export function progress(items, visit) {
  const required = visible(items, visit.answers).filter((item) => item.required)
  const answered = required.filter((item) => isAnswered(item, visit))
  return { answered: answered.length, required: required.length }
}

/** The value that an item holds, or null. @param {Document} answers @param {string} itemId */
export function answerValue(answers, itemId) {
  return answers[itemId]?.value ?? null
}

/** @param {Document} item @param {Document} order @returns {(number | null)[]} */
function repeats(item, order) {
  if (!item.repeat_for) return [null]
  const count = Math.min(order.site.counts?.[item.repeat_for] ?? 1, MAXIMUM_REPEATS)
  return Array.from({ length: Math.max(count, 0) }, (_, index) => index + 1)
}

/** @param {Document} item @param {Document} order @param {string} itemId */
function isAsked(item, order, itemId) {
  return repeats(item, order).some((repeat) => repeated(item.id, repeat) === itemId)
}

/** @param {Document} item @param {string} section @param {number | null} repeat @param {Places} places */
function expanded(item, section, repeat, places) {
  return {
    ...item,
    id: repeated(item.id, repeat),
    base_id: item.id,
    repeat,
    section,
    shown_when: condition(item.shown_when ?? null, repeat, places),
  }
}

/**
 * Let a repeated item look at its own place, a single one at every place.
 * @param {Document | null} shownWhen @param {number | null} repeat @param {Places} places
 */
function condition(shownWhen, repeat, places) {
  if (!shownWhen) return null
  const all = places[shownWhen.item] ?? []
  const seen = all.includes(repeat) ? [repeat] : all
  return { any_of: seen.map((place) => repeated(shownWhen.item, place)), in: shownWhen.in }
}

/** @param {string} itemId @param {number | null} repeat */
function repeated(itemId, repeat) {
  return repeat === null ? itemId : `${itemId}.${repeat}`
}

/** @param {Document} item @param {Map<string, Document>} shown @param {Document} answers */
function isShown(item, shown, answers) {
  if (!item.shown_when) return true
  return item.shown_when.any_of.some(
    (/** @type {string} */ itemId) =>
      shown.has(itemId) && holds(answers, itemId, item.shown_when.in),
  )
}

/** @param {Document} answers @param {string} itemId @param {any[]} wanted */
function holds(answers, itemId, wanted) {
  const value = answerValue(answers, itemId)
  const values = Array.isArray(value) ? value : [value]
  return values.some((each) => each !== null && wanted.includes(each))
}

/** @param {Document} item @param {Document} visit */
function gaps(item, visit) {
  const found = []
  if (item.required && !isAnswered(item, visit)) found.push("answer")
  const zone = verdictOf(item, visit)
  if ((item.note_on ?? []).includes(zone) && !visit.answers[item.id].note) found.push("note")
  if ((item.photo_on ?? []).includes(zone) && !hasPhoto(item, visit)) found.push("photo")
  return found
}

/** @param {Document} item @param {Document} visit @returns {string | null} */
function verdictOf(item, visit) {
  return visit.answers[item.id]?.verdict ?? null
}

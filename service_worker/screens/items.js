// One checklist item as its partial reads it; mirror: fieldapp/screens/items.py.

import { answerValue, isAnswered } from "../domain/checklists.js"
import { FINISHED_PHASES } from "../domain/phases.js"
import { lengthOf } from "../domain/texts.js"
import { reading, shown } from "./readings.js"

/** @typedef {import("./page.js").Document} Document */
/** @typedef {{ is_hidden: boolean, is_now: boolean, is_open: boolean }} Look */
/** @typedef {{ code: string, sentence: string, typed: string }} Refused */

const NO_READING = { ruler: null, accepted: null, verdict: null }
/** @type {Record<string, string>} */
const ASKED = { amber: "note", red: "fix" }
/** @type {Record<string, string>} */
const TONES = { red: "late", amber: "warn" }
const SHORT_LABEL = 20

/**
 * Everything that is shown of an item; `refused` is an answer that could not be kept.
 * @param {Document} item @param {Document} visit @param {Document} facts
 * @param {Look} look @param {Refused | null} [refused]
 * @returns {Document}
 */
export function itemView(item, visit, facts, look, refused = null) {
  const answer = visit.answers[item.id] ?? null
  const value = answerValue(visit.answers, item.id)
  const zone = answer ? answer.verdict : null
  const note = answer?.note || ""
  const asksNote = (item.note_on ?? []).includes(zone)
  const asksPhoto = (item.photo_on ?? []).includes(zone)
  const photos = photosOf(item, visit)
  const isExplained = !(asksNote && !note) && !(asksPhoto && !photos)
  const wasAnswered = item.kind !== "instruction" && isAnswered(item, visit)
  const isDone = wasAnswered && isExplained && refused === null
  return {
    id: item.id,
    anchor: anchorOf(item.id),
    visit_id: visit.id,
    kind: item.kind,
    prompt: item.prompt,
    repeat: item.repeat,
    help: item.help ?? null,
    unit: item.unit || "",
    section: item.section,
    is_required: Boolean(item.required),
    is_locked: FINISHED_PHASES.includes(visit.phase),
    is_hidden: look.is_hidden,
    is_now: look.is_now,
    is_done: isDone,
    is_open: look.is_open || !isDone,
    zone,
    tone: TONES[zone] ?? (isDone ? "done" : "todo"),
    answer: answerOf(item, value, photos),
    typed: refused ? refused.typed : typedOf(item, value),
    choices: choicesOf(item, value),
    layout: layoutOf(item),
    note,
    asks: asksNote && zone ? (ASKED[zone] ?? null) : null,
    asks_photo: asksPhoto && !photos,
    photos,
    error: refused,
    ...(item.kind === "number" ? reading(item, value, facts) : NO_READING),
  }
}

/** The item's id as it stands in the page: a dot would start a class. @param {string} itemId */
export function anchorOf(itemId) {
  return itemId.replaceAll(".", "--")
}

/** The kept answer for the folded line, by what has to be worded. @param {Document} item @param {any} value @param {number} [photos] */
export function answerOf(item, value, photos = 0) {
  if (item.kind === "photo") return photos ? { kind: "photos", count: photos } : null
  if (value === null) return null
  if (item.kind === "tick") return { kind: tickOf(value) }
  if (item.kind === "number") return { kind: "number", text: shown(value, item) }
  return { kind: "text", text: labelsOf(item, value).join(", ") }
}

/** @param {boolean | string} value */
function tickOf(value) {
  return String(value)
}

/** @param {Document} item @param {any} value @returns {string[]} */
function labelsOf(item, value) {
  const values = Array.isArray(value) ? value : [value]
  const labels = new Map(
    (item.choices ?? []).map((/** @type {Document} */ { value, label }) => [value, label]),
  )
  return values.map((each) => labels.get(each) ?? each)
}

/** @param {Document} item @param {any} value */
function typedOf(item, value) {
  if (item.kind === "number") return shown(value, item) ?? ""
  return ["text", "scan"].includes(item.kind) && value ? value : ""
}

/** @param {Document} item @param {any} value */
function choicesOf(item, value) {
  if (item.kind === "tick") return ticksOf(item, value)
  const chosen = Array.isArray(value) ? value : [value]
  return (item.choices ?? []).map((/** @type {Document} */ choice) => ({
    value: choice.value,
    label: choice.label,
    is_chosen: chosen.includes(choice.value),
  }))
}

/** @param {Document} item @param {any} value */
function ticksOf(item, value) {
  const values = item.not_applicable ? ["true", "false", "na"] : ["true", "false"]
  const chosen = value === null ? null : tickOf(value)
  return values.map((each) => ({ value: each, label: null, is_chosen: each === chosen }))
}

/** @param {Document} item */
function layoutOf(item) {
  if (item.kind !== "choice") return "line"
  if (item.multiple) return "many"
  const longest = Math.max(
    0,
    ...item.choices.map((/** @type {Document} */ { label }) => lengthOf(label)),
  )
  return longest <= SHORT_LABEL ? "two" : "rows"
}

/** @param {Document} item @param {Document} visit @returns {number} */
function photosOf(item, visit) {
  return visit.evidence.filter(
    (/** @type {Document} */ photo) => photo.item_id === item.id && !photo.removed,
  ).length
}

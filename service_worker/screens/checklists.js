// A visit's checklist, item by item; mirror: fieldapp/screens/checklists.py.

import { dependents, expand, findItem, isAnswered, missing, visible } from "../domain/checklists.js"
import { factsOf } from "../domain/limits.js"
import { FINISHED_PHASES } from "../domain/phases.js"
import { anchorOf, itemView } from "./items.js"

/** @typedef {import("./page.js").Document} Document */
/** @typedef {import("./items.js").Refused} Refused */

const TIGHT_SEGMENTS = 24

/**
 * The whole checklist: progress, sections, and where to go next.
 * @param {Document} order @param {Document} visit @param {Document | null} templateVersion
 * @returns {Document}
 */
export function checklistScreen(order, visit, templateVersion) {
  const items = expand(templateVersion, order)
  const gaps = gapsOf(items, visit)
  const current = gaps[0] ?? null
  const shown = shownIds(items, visit)
  const facts = factsOf(order)
  const views = items.map((item) => itemView(item, visit, facts, lookOf(item, shown, current)))
  return {
    ...frame(order, visit, templateVersion),
    progress: progressOf(items, visit, current, gaps),
    console: consoleOf(items, visit, current, current),
    sections: sectionsOf(views),
  }
}

/**
 * One item after its answer, with everything that hangs on it.
 * @param {Document} order @param {Document} visit @param {Document | null} templateVersion
 * @param {string} itemId @param {Refused | null} [refused]
 * @returns {Document}
 */
export function answeredScreen(order, visit, templateVersion, itemId, refused = null) {
  const items = expand(templateVersion, order)
  const item = findItem(items, itemId)
  const gaps = gapsOf(items, visit)
  const following = nextGap(items, gaps, itemId)
  const shown = shownIds(items, visit)
  const facts = factsOf(order)
  const look = { ...lookOf(item, shown, null), is_open: true }
  const hanging = dependents(items, itemId)
  return {
    ...frame(order, visit, templateVersion),
    progress: progressOf(items, visit, following, gaps),
    console: consoleOf(items, visit, following, itemId),
    is_saved: refused === null,
    checklist_item: itemView(item, visit, facts, look, refused),
    dependents: items
      .filter(({ id }) => hanging.includes(id))
      .map((other) => itemView(other, visit, facts, lookOf(other, shown, null))),
  }
}

/** The answer that the fields of an item's form hold. @param {Document} item @param {string[]} texts */
export function formValue(item, texts) {
  if (item.kind === "choice" && item.multiple) return texts.filter((text) => text)
  const text = texts[0] ?? ""
  if (item.kind === "tick" && text === "true") return true
  if (item.kind === "tick" && text === "false") return false
  return text || null
}

/** @param {Document} item @param {Set<string>} shown @param {string | null} current */
function lookOf(item, shown, current) {
  const isNow = item.id === current
  return { is_hidden: !shown.has(item.id), is_now: isNow, is_open: isNow }
}

/** @param {Document} order @param {Document} visit @param {Document | null} templateVersion */
function frame(order, visit, templateVersion) {
  const isLocked = FINISHED_PHASES.includes(visit.phase)
  return {
    visit: { id: visit.id, number: order.number, is_locked: isLocked },
    title: templateVersion ? templateVersion.title : "",
    is_saved: false,
  }
}

/** @param {Document[]} items @param {Document} visit @param {string | null} current @param {string[]} gaps */
function progressOf(items, visit, current, gaps) {
  const asked = visible(items, visit.answers).filter(({ kind }) => kind !== "instruction")
  const parts = asked.map((item) => partOf(item, visit, current))
  return {
    answered: asked.filter((item) => isAnswered(item, visit)).length,
    total: asked.length,
    missing: gaps.length,
    outside: parts.filter((part) => part === "bad").length,
    segments: parts,
    is_tight: parts.length > TIGHT_SEGMENTS,
  }
}

/** @param {Document} item @param {Document} visit @param {string | null} current */
function partOf(item, visit, current) {
  if (visit.answers[item.id]?.verdict === "red") return "bad"
  if (item.id === current) return "now"
  return isAnswered(item, visit) ? "done" : "todo"
}

/** @param {Document[]} items @param {Document} visit @param {string | null} following @param {string | null} current */
function consoleOf(items, visit, following, current) {
  const ids = visible(items, visit.answers).map(({ id }) => id)
  const at = current !== null && ids.includes(current) ? ids.indexOf(current) : ids.length
  const isOver = FINISHED_PHASES.includes(visit.phase)
  const isAsking = following !== null && !isOver
  return {
    kind: kindOf(visit, isAsking, isOver),
    next_anchor: following !== null && isAsking ? anchorOf(following) : null,
    previous_anchor: at > 0 ? anchorOf(ids[at - 1]) : null,
  }
}

/** @param {Document} visit @param {boolean} isAsking @param {boolean} isOver */
function kindOf(visit, isAsking, isOver) {
  if (isAsking) return "item"
  return isOver || visit.sign_offs.length ? "visit" : "sign_off"
}

/** @param {Document[]} views @returns {Document[]} */
function sectionsOf(views) {
  /** @type {Document[]} */
  const sections = []
  for (const view of views) {
    if (sections[sections.length - 1]?.title !== view.section) {
      sections.push({ title: view.section, checklist_items: [] })
    }
    sections[sections.length - 1].checklist_items.push(view)
  }
  return sections.map((section) => ({
    ...section,
    is_hidden: section.checklist_items.every((/** @type {Document} */ view) => view.is_hidden),
  }))
}

/** @param {Document[]} items @param {Document} visit */
function shownIds(items, visit) {
  return new Set(visible(items, visit.answers).map(({ id }) => id))
}

/** The items that still want something, each once, in order. @param {Document[]} items @param {Document} visit @returns {string[]} */
function gapsOf(items, visit) {
  return [...new Set(missing(items, visit).map(({ item_id }) => item_id))]
}

/** @param {Document[]} items @param {string[]} gaps @param {string} itemId */
function nextGap(items, gaps, itemId) {
  const after = items.slice(items.findIndex(({ id }) => id === itemId) + 1)
  return after.find(({ id }) => gaps.includes(id))?.id ?? gaps[0] ?? null
}

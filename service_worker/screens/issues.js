// One thing that waits for a decision; mirror: fieldapp/screens/issues.py.

import { expand } from "../domain/checklists.js"
import { withLocalTimes } from "../domain/local_time.js"
import { answerOf } from "./items.js"
import { localOrNone } from "./moments.js"
import { isHers, issueRow } from "./outbox.js"

/** @typedef {import("./page.js").Document} Document */
/** @typedef {import("./page.js").Scene} Scene */

/**
 * The two values, what she may choose, and whom to call.
 * Without the order the item has no name and its values stand as they came.
 * @param {Document} issue @param {Document | null} order
 * @param {Document | null} templateVersion @param {Scene} scene @returns {Document}
 */
export function issueScreen(issue, order, templateVersion, scene) {
  const details = issue.details ?? {}
  const item = itemOf(issue, order, templateVersion)
  const sides = sidesOf(details, item, scene)
  return {
    issue: {
      ...issueRow(issue, scene.zone),
      prompt: item ? item.prompt : null,
      repeat: item ? item.repeat : null,
      field: details.field ?? null,
      sides,
      has_won: sides.length > 0 && sides[0].is_own,
      choices: issue.choices,
      is_open: isHers(issue),
    },
    dispatch_phone: scene.organization.phone ?? null,
  }
}

/**
 * The item of the checklist that it is about; late work is about many.
 * @param {Document} issue @param {Document | null} order @param {Document | null} templateVersion
 */
function itemOf({ reason, item_id }, order, templateVersion) {
  if (!order || reason === "late_work") return null
  return expand(templateVersion, order).find(({ id }) => id === item_id) ?? null
}

/**
 * The value that stands and the other one, each with who and when.
 * @param {Document} details @param {Document | null} item @param {Scene} scene @returns {Document[]}
 */
function sidesOf(details, item, scene) {
  if (!("kept" in details)) return []
  return ["kept", "lost"].map((name) => sideOf(name, details, item, scene))
}

/** @param {string} name @param {Document} details @param {Document | null} item @param {Scene} scene */
function sideOf(name, details, item, { viewer, zone }) {
  const is_kept = name === "kept"
  const other = { id: null, name: (is_kept && details.by) || null }
  const who = details[`${name}_by`] ?? other
  return {
    is_kept,
    answer: answerIn(details[name], item, zone),
    unit: item?.unit || "",
    who: who.name,
    is_own: who.id === viewer?.id,
    at: localOrNone(details[`${name}_at`] ?? null, zone),
  }
}

/** @param {any} value @param {Document | null} item @param {string} zone */
function answerIn(value, item, zone) {
  if (value === null) return { kind: "none" }
  if (item) return answerOf(item, value) ?? { kind: "none" }
  if (typeof value === "boolean") return { kind: String(value) }
  return { kind: "text", text: withLocalTimes([value].flat().join(", "), zone) }
}

/** The checklist worked on (mirror: fieldapp/operations/checklist.py). */

import { expand } from "../domain/checklists.js"
import { Problem } from "../problem.js"

/** @import { Document } from "../domain/documents.js" */
/** @import { Context } from "./context.js" */

/**
 * The expanded items of the visit; throws template_version_unknown.
 * @param {Document} order @param {Document} visit @param {Context} context
 */
export function itemsOf(order, visit, context) {
  return expand(versionOf(visit, context), order)
}

/**
 * The edition used on the visit; throws template_version_unknown.
 * @param {Document} visit @param {Context} context
 */
export function versionOf(visit, context) {
  const template_version_id = visit.template_version_id
  if (template_version_id !== null && context.template_version === null) {
    throw new Problem("template_version_unknown", { template_version_id })
  }
  return context.template_version
}

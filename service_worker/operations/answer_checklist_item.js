/** Answer one item (mirror: fieldapp/operations/answer_checklist_item.py). */

import { answerChanged } from "../domain/after_sign_off.js"
import { parseAnswer } from "../domain/answers.js"
import { askedItem, hasException } from "../domain/checklists.js"
import { factsOf, verdict } from "../domain/limits.js"
import { trimmed } from "../domain/texts.js"
import { findVisit } from "../domain/visits.js"
import { Problem } from "../problem.js"
import { itemsOf, versionOf } from "./checklist.js"
import { author } from "./context.js"
import { takeFact } from "./facts.js"
import { requireOwnVisit } from "./guards.js"

/** @import { Document } from "../domain/documents.js" */
/** @import { Apply, Authorize, Context } from "./context.js" */

export const name = "answer_checklist_item"
export const version = 1
export const arguments_ = ["visit_id", "item_id", "value", "note?"]

/** Only the technician of the visit answers. @type {Authorize} */
export function authorize(order, answer, context) {
  requireOwnVisit(order, answer.visit_id, context)
}

/** Keep the answer; an earlier one to the same item stays in the ledger. @type {Apply} */
export function apply(order, answer, context) {
  const visit = findVisit(order, answer.visit_id)
  const item = askedItem(versionOf(visit, context), order, answer.item_id)
  const value = parseAnswer(item, answer.value)

  takeFact(visit, context)
  const current = visit.answers[answer.item_id] ?? null
  if (current && loses(current, value, answer, context)) return order
  visit.answers[answer.item_id] = {
    value,
    note: noteOf(answer, current),
    verdict: verdictOf(order, item, value),
    happened_at: context.happened_at,
    by: author(context),
    rev: context.rev,
    client_id: context.client_id,
    operation_id: context.operation_id,
    tie_at: context.tie_at,
  }
  answerChanged(visit, answer.item_id, current)
  if (visit.completed_at) {
    visit.has_exception = hasException(itemsOf(order, visit, context), visit)
  }
  return order
}

export const operation = { name, version, arguments_, authorize, apply }

/**
 * Settle two clients that answered at once: the later clock wins, then the id.
 * @param {Document} current @param {any} value @param {Document} answer @param {Context} context
 */
function loses(current, value, answer, context) {
  if (current.rev <= context.base_rev || current.client_id === context.client_id) return false
  if (JSON.stringify(current.value) === JSON.stringify(value)) return false
  const theirs = `${current.tie_at} ${current.operation_id}`
  const isLost = theirs > `${context.tie_at} ${context.operation_id}`
  const mine = { value, by: author(context), happened_at: context.happened_at }
  const [kept, lost] = isLost ? [current, mine] : [mine, current]
  context.notices.push(
    new Problem("concurrent_answer", {
      field: answer.item_id,
      kept: kept.value,
      lost: lost.value,
      by: current.by.name,
      kept_by: kept.by,
      kept_at: kept.happened_at,
      lost_by: lost.by,
      lost_at: lost.happened_at,
    }),
  )
  return isLost
}

/** @param {Document} answer @param {Document | null} current @returns {string | null} */
function noteOf(answer, current) {
  if (answer.note === null) return current ? current.note : null
  return trimmed(answer.note) || null
}

/** @param {Document} order @param {Document} item @param {any} value */
function verdictOf(order, item, value) {
  if (item.kind !== "number" || value === null) return null
  return verdict(item, value, factsOf(order)).verdict
}

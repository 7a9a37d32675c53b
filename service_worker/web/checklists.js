// A visit's checklist and its answers; mirror: fieldapp/web/technician/checklists.py.

import { expand, findItem } from "../domain/checklists.js"
import { Problem } from "../problem.js"
import { answeredScreen, checklistScreen, formValue } from "../screens/checklists.js"
import { sentenceFor, show } from "./answering.js"
import { formOf } from "./handler.js"
import { record } from "./recording.js"
import { visitOf } from "./visit_of.js"

/** @typedef {import("./handler.js").Handler} Handler */

/** @type {Handler} */
export async function showChecklist(request, { visit_id }, session) {
  const { order, visit, template } = await visitOf(session, visit_id)
  return show(session, request, "checklists/show.html", checklistScreen(order, visit, template))
}

/** Record the technician's answer and show the item again. @type {Handler} */
export async function answerItem(request, { visit_id, item_id }, session) {
  const form = await formOf(request)
  const { order, template } = await visitOf(session, visit_id)
  const item = findItem(expand(template, order), item_id)
  try {
    const value = formValue(item, form.getAll("value"))
    const note = form.has("note") ? { note: form.get("note") } : {}
    const name = "answer_checklist_item"
    await record(session, { name, arguments: { visit_id, item_id, value, ...note }, visit_id })
    return await itemPartial(request, visit_id, item_id, session)
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    const typed = form.get("value") ?? ""
    const refusal = { code: error.code, sentence: sentenceFor(error), typed }
    return itemPartial(request, visit_id, item_id, session, refusal, error.status)
  }
}

/**
 * @param {Request} request
 * @param {string} visitId
 * @param {string} itemId
 * @param {import("../store/session.js").Session} session
 * @param {{ code: string, sentence: string, typed: string } | null} [refusal]
 * @param {number} [status]
 */
async function itemPartial(request, visitId, itemId, session, refusal = null, status = 200) {
  const { order, visit, template } = await visitOf(session, visitId)
  const screen = answeredScreen(order, visit, template, itemId, refusal)
  return show(session, request, "checklists/_answered.html", screen, status)
}

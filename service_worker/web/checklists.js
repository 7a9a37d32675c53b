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
    return itemPartial(request, visit_id, item_id, session, error, form.get("value"))
  }
}

/**
 * @param {Request} request
 * @param {string} visitId
 * @param {string} itemId
 * @param {import("../store/session.js").Session} session
 * @param {Problem | null} [problem]
 * @param {string | null} [typed]
 */
async function itemPartial(request, visitId, itemId, session, problem = null, typed = null) {
  const { order, visit, template } = await visitOf(session, visitId)
  const refused = problem && { code: problem.code, sentence: sentenceFor(problem), typed: typed ?? "" }
  const screen = answeredScreen(order, visit, template, itemId, refused)
  return show(session, request, "checklists/_answered.html", screen, problem?.status)
}

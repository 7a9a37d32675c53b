// What needs her decision; mirror: fieldapp/web/technician/issues.py.

import { Problem } from "../problem.js"
import { issueScreen } from "../screens/issues.js"
import { getRecord } from "../store/records.js"
import { sceneOf, seeOther, show } from "./answering.js"
import { formOf } from "./handler.js"
import { record } from "./recording.js"
import { visitOf } from "./visit_of.js"

/** @typedef {import("./handler.js").Handler} Handler */
/** @typedef {import("../store/session.js").Session} Session */

/** @type {Handler} */
export async function showIssue(request, { issue_id }, session) {
  const issue = await issueOf(session, issue_id)
  const { order, template } = await aboutOf(session, issue)
  const screen = issueScreen(issue, order, template, await sceneOf(session))
  return show(session, request, "issues/show.html", screen)
}

/** @type {Handler} */
export async function resolveIssue(request, { issue_id }, session) {
  const form = await formOf(request)
  const note = form.get("note")
  const arguments_ = { issue_id, decision: form.get("decision") ?? "", ...(note ? { note } : {}) }
  await record(session, { name: "resolve_issue", arguments: arguments_, is_loose: true })
  return seeOther("/outbox")
}

/** Her order that it is about, with its checklist, if it is here. @param {Session} session @param {any} issue */
async function aboutOf(session, { visit_id }) {
  try {
    return await visitOf(session, visit_id ?? "")
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return { order: null, template: null }
  }
}

/** @param {Session} session @param {string} id */
async function issueOf(session, id) {
  const record_ = await session.database.read(["documents"], (transaction) =>
    getRecord(transaction, "issue", id),
  )
  if (!record_) throw new Problem("not_found", {})
  return record_.document
}

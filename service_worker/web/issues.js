// What needs her decision; mirror: fieldapp/web/technician/issues.py.

import { Problem } from "../problem.js"
import { issueScreen } from "../screens/issues.js"
import { getRecord } from "../store/records.js"
import { sceneOf, seeOther, show } from "./answering.js"
import { formOf } from "./handler.js"
import { record } from "./recording.js"

/** @typedef {import("./handler.js").Handler} Handler */

/** @type {Handler} */
export async function showIssue(request, { issue_id }, session) {
  const issue = await issueOf(session, issue_id)
  const screen = issueScreen(issue, await sceneOf(session))
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

/** @param {import("../store/session.js").Session} session @param {string} id */
async function issueOf(session, id) {
  const record_ = await session.database.read(["documents"], (transaction) =>
    getRecord(transaction, "issue", id),
  )
  if (!record_) throw new Problem("not_found", {})
  return record_.document
}

/** Settle an issue (mirror: fieldapp/operations/resolve_issue.py). */

import { Problem } from "../problem.js"
import { author } from "./context.js"
import { requireRole } from "./guards.js"

/** @import { Apply, Authorize } from "./context.js" */

export const name = "resolve_issue"
export const version = 1
export const arguments_ = ["issue_id", "decision", "note?"]

/** Technicians settle their own issues, the office all; hosts hand in no other. @type {Authorize} */
export function authorize(_issue, _choice, context) {
  requireRole("resolve_issues", context)
}

/** Settle the issue by one of its choices; the first decision stands. @type {Apply} */
export function apply(issue, choice, context) {
  if (issue.status === "resolved") return issue
  if (!issue.choices.includes(choice.decision)) {
    throw new Problem("arguments_invalid", { field: "decision" })
  }
  issue.status = "resolved"
  issue.resolution = {
    decision: choice.decision,
    note: choice.note,
    by: author(context),
    at: context.happened_at,
  }
  return issue
}

export const operation = { name, version, arguments_, authorize, apply }

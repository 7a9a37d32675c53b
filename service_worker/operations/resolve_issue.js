/** Settle an issue (mirror: fieldapp/operations/resolve_issue.py). */

import { scope } from "../domain/permissions.js"
import { Problem } from "../problem.js"
import { author } from "./context.js"
import { requireRole } from "./guards.js"

/** @import { Document } from "../domain/documents.js" */
/** @import { Apply, Authorize } from "./context.js" */

export const name = "resolve_issue"
export const version = 1
export const arguments_ = ["issue_id", "decision", "note?"]

/** Technicians settle their own issues, the office all; hosts hand in no other. @type {Authorize} */
export function authorize(_issue, _choice, context) {
  requireRole("resolve_issues", context)
}

/**
 * Settle the issue by one of its choices; the first decision stands.
 * A technician settles it for herself: it leaves her list and stays in the office's, unless
 * she accepts what stands, since then nothing is left to decide.
 * @type {Apply}
 */
export function apply(issue, choice, context) {
  if (issue.status === "resolved") return issue
  if (!issue.choices.includes(choice.decision)) {
    throw new Problem("arguments_invalid", { field: "decision" })
  }
  const decided = {
    decision: choice.decision,
    note: choice.note,
    by: author(context),
    at: context.happened_at,
  }
  if (scope(context.actor.role, "resolve_issues") === "all" || accepts(choice)) {
    issue.status = "resolved"
    issue.resolution = decided
  } else {
    issue.author_decision = decided
  }
  return issue
}

/** Tell whether the value that stands is taken as right. @param {Document} choice */
function accepts({ decision }) {
  return decision === "keep"
}

export const operation = { name, version, arguments_, authorize, apply }

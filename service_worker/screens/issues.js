// One thing that waits for a decision; mirror: fieldapp/screens/issues.py.

import { issueRow } from "./outbox.js"

/** @typedef {import("./page.js").Document} Document */
/** @typedef {import("./page.js").Scene} Scene */

/**
 * The two values, what she may choose, and whom to call.
 * @param {Document} issue @param {Scene} scene @returns {Document}
 */
export function issueScreen(issue, { organization, zone }) {
  const details = issue.details ?? {}
  return {
    issue: {
      ...issueRow(issue, zone),
      kept: textOf(details.kept),
      lost: textOf(details.lost),
      by: details.by ?? null,
      choices: issue.choices,
      is_open: issue.status === "open",
    },
    dispatch_phone: organization.phone ?? null,
  }
}

/** @param {unknown} value */
function textOf(value) {
  if (Array.isArray(value)) return value.join(", ")
  return typeof value === "string" ? value : null
}

// One thing that waits for a decision; mirror: fieldapp/screens/issues.py.

import { withLocalTimes } from "../domain/local_time.js"
import { isHers, issueRow } from "./outbox.js"

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
      kept: textOf(details.kept, zone),
      lost: textOf(details.lost, zone),
      by: details.by ?? null,
      choices: issue.choices,
      is_open: isHers(issue),
    },
    dispatch_phone: organization.phone ?? null,
  }
}

/** @param {unknown} value @param {string} zone */
function textOf(value, zone) {
  if (Array.isArray(value)) return value.join(", ")
  return typeof value === "string" ? withLocalTimes(value, zone) : null
}

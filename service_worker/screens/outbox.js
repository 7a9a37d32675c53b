// What is still on this phone, and what needs her; mirror: fieldapp/screens/outbox.py.

import { localDay, withLocalTimes } from "../domain/local_time.js"
import { tone } from "../domain/unsent.js"
import { KINDS, sentenceOf } from "../problem.js"
import { gettext } from "../translating.js"
import { goneIn } from "./gone.js"
import { localOrNone } from "./moments.js"

/** @typedef {import("./page.js").Document} Document */
/** @typedef {import("./page.js").Scene} Scene */

/** @type {Record<string, string>} */
const LINE_KINDS = {
  answer_checklist_item: "answers",
  attach_evidence: "photos",
  remove_evidence: "photos",
  sign_off: "sign_off",
  finish_visit: "finish",
  report_cannot_complete: "cannot_complete",
  add_note: "notes",
  scan_device: "scans",
}

const FAILURES_TOLD = 3

/**
 * What needs her, what waits and what the office received today.
 * @param {Document[]} issues @param {Document[]} waiting operations of the outbox
 * @param {Document[]} received @param {Scene} scene
 * @param {Document[]} [lost] photos and signatures whose bytes this phone lost
 * @returns {Document}
 */
export function outboxScreen(issues, waiting, received, { now, zone }, lost = []) {
  const today = localDay(now, zone)
  const fresh = received.filter((one) => localDay(one.received_at, zone) === today)
  const needing = issues.filter(isHers)
  return {
    tab: "outbox",
    waiting_count: waiting.length,
    oldest: oldestOf(waiting, now, zone),
    issues: needing.map((issue) => issueRow(issue, zone)),
    lost: lost.map((one) => ({ ...one, at: localOrNone(one.at, zone) })),
    stuck: waiting.filter(isStuck).map(stuckRow),
    waiting: photosLast(grouped(waiting, zone)),
    received: grouped(fresh, zone),
  }
}

/** Since when something waits, and how urgent that is. @param {Document[]} waiting @param {string} now @param {string} zone */
function oldestOf(waiting, now, zone) {
  if (waiting.length === 0) return null
  const [at] = waiting.map(({ happened_at }) => happened_at).sort()
  return { at: localOrNone(at, zone), tone: tone(at, now) }
}

/** Does the issue still wait for its author? Of a lost photo her phone itself tells. @param {Document} issue */
export function isHers({ status, reason, author_decision }) {
  return status === "open" && !author_decision && reason !== "missing_photo"
}

/** One thing that waits for her decision. @param {Document} issue @param {string} zone @returns {Document} */
export function issueRow(issue, zone) {
  return {
    id: issue.id,
    number: issue.work_order_number,
    visit_id: issue.visit_id,
    reason: issue.reason,
    operation_name: issue.operation_name,
    message: messageOf(issue, zone),
    gone: goneIn(issue, zone),
    to_name: issue.to_name,
    is_late: issue.reason === "late_work",
    status: statusOf(issue.reason),
  }
}

/** The sentence in the reader's language, whatever it was opened in. @param {Document} issue @param {string} zone */
function messageOf({ reason, details, message }, zone) {
  const known = reason in KINDS && sentenceOf(reason, details ?? {}, gettext)
  return withLocalTimes(known || message, zone)
}

/** @param {string} reason */
function statusOf(reason) {
  return ["concurrent_answer", "concurrent_change"].includes(reason) ? "conf" : "late"
}

/** Did the same item fail three times? @param {Document} operation */
function isStuck({ failures }) {
  return failures >= FAILURES_TOLD
}

/** @param {Document} operation @returns {Document} */
function stuckRow(operation) {
  return {
    number: operation.work_order_number,
    visit_id: operation.visit_id,
    kind: LINE_KINDS[operation.name] ?? "steps",
    count: 1,
    failures: operation.failures,
    reached: `${operation.percent}%`,
  }
}

/** Photos travel after all words, so they stand last. @param {Document[]} lines */
function photosLast(lines) {
  const isPhotos = (/** @type {Document} */ line) => line.kind === "photos"
  return [...lines.filter((line) => !isPhotos(line)), ...lines.filter(isPhotos)]
}

/** One line per order and kind, each with its count. @param {Document[]} operations @param {string} zone */
function grouped(operations, zone) {
  /** @type {Map<string, Document>} */
  const groups = new Map()
  for (const operation of operations) {
    const kind = LINE_KINDS[operation.name] ?? "steps"
    const key = `${operation.work_order_number} ${kind} ${operation.state}`
    const line = groups.get(key) ?? lineOf(operation, kind)
    groups.set(key, line)
    line.count += 1
    line.size_bytes += operation.size_bytes
    line.at = localOrNone(operation.happened_at, zone)
    line.received_at = localOrNone(operation.received_at, zone)
  }
  return [...groups.values()]
}

/** @param {Document} operation @param {string} kind @returns {Document} */
function lineOf(operation, kind) {
  return {
    kind,
    number: operation.work_order_number,
    customer_name: operation.customer_name,
    state: operation.state,
    count: 0,
    size_bytes: 0,
    at: null,
    received_at: null,
  }
}
